/** Whether a step has proven enough to go on: that the candidate is not terrible. */
@NullMarked
package io.crossfade.metrics.judge.advance;

import org.jspecify.annotations.NullMarked;
