/** Measures the gateway beside plain nginx, with the same traffic on the same machine. */
@NullMarked
package io.crossfade.loadtest;

import org.jspecify.annotations.NullMarked;
