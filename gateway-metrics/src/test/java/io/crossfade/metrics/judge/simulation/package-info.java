/** Whole rollouts before the real judge: how often it errs, and how soon it is right. */
@NullMarked
package io.crossfade.metrics.judge.simulation;

import org.jspecify.annotations.NullMarked;
