/** Blocks of outcomes, and the tests that say how much they prove. */
@NullMarked
package io.crossfade.metrics.judge.evidence;

import org.jspecify.annotations.NullMarked;
