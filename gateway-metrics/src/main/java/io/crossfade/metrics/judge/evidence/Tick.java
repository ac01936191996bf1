package io.crossfade.metrics.judge.evidence;

import io.crossfade.metrics.window.Sums;

/**
 * One moment of judgement: what came in since the last one, and what gates may know of the time.
 *
 * @param nowNanos monotonic
 * @param previousNanos the tick before; the same as now on the first of an epoch
 * @param stepNanos when the step was first seen
 * @param releasedMass prior mass released so far in the epoch
 * @param split share of traffic on the candidate, [0, 1]
 * @param sums cumulative in this step
 * @param fresh since the previous tick
 */
public record Tick(
    long nowNanos,
    long previousNanos,
    long stepNanos,
    double releasedMass,
    double split,
    Sums sums,
    Sums fresh) {

  /** Units in which the rarer arm is expected once. */
  double unitsPerBlock() {
    return 1 / Math.min(split, 1 - split);
  }
}
