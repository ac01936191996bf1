package io.crossfade.metrics.judge.evidence;

import java.time.Duration;

/**
 * When trouble may start, as mass released over an epoch, so that a week of health does not blind a
 * test: half at once, 0.05 at each of the first six later steps, and the rest over ever longer
 * times.
 */
public final class Prior {
  private static final double AT_ONCE = 0.5;
  private static final double PER_STEP = 0.05;
  private static final int STEPS = 6;
  private static final double OVER_TIME = 0.2;
  private static final double K0 = 30;
  private static final long SEGMENT_NANOS = Duration.ofMinutes(1).toNanos();

  private Prior() {}

  /**
   * All mass released so far. Segment k of 60 s releases {@code 0.2 k0 / ((k + k0)(k + k0 + 1))} at
   * its beginning; the sum of these telescopes.
   *
   * @param epochNanos age of the epoch
   * @param laterSteps steps of the epoch after its first
   * @return mass in (0, 1]
   */
  public static double released(long epochNanos, int laterSteps) {
    double segment = Math.floorDiv(epochNanos, SEGMENT_NANOS);
    double overTime = OVER_TIME * (1 - K0 / (segment + K0 + 1));
    return AT_ONCE + PER_STEP * Math.min(laterSteps, STEPS) + overTime;
  }
}
