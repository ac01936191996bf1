/** What many rollouts showed: held against what is promised, and written down. */
@NullMarked
package io.crossfade.metrics.judge.simulation.page;

import org.jspecify.annotations.NullMarked;
