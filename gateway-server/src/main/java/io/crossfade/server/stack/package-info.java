/** The table of layers a call passes. */
@NullMarked
package io.crossfade.server.stack;

import org.jspecify.annotations.NullMarked;
