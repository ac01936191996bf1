/** Layers that only watch; everything here runs on event loops. */
@NullMarked
package io.crossfade.server.tap;

import org.jspecify.annotations.NullMarked;
