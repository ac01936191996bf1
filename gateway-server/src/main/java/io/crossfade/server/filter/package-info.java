/** Layers that may change or answer a call; everything here runs on event loops. */
@NullMarked
package io.crossfade.server.filter;

import org.jspecify.annotations.NullMarked;
