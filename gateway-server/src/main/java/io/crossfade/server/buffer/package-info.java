/** Holding bytes for a while. */
@NullMarked
package io.crossfade.server.buffer;

import org.jspecify.annotations.NullMarked;
