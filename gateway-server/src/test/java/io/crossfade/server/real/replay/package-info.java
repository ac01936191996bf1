/** Recorded traffic through a running gateway, compared byte for byte in both directions. */
@NullMarked
package io.crossfade.server.real.replay;

import org.jspecify.annotations.NullMarked;
