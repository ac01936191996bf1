/** Whole answers, for threads that may wait for them. */
@NullMarked
package io.crossfade.server.upstream.whole;

import org.jspecify.annotations.NullMarked;
