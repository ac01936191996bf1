package io.crossfade.metrics.duration;

import io.crossfade.core.Arm;

/**
 * What times are held against until the control is looked at again: its own quantiles, for the
 * candidate times what is tolerated. Streamed and plain answers are never mixed, and a plain answer
 * has no first token.
 */
public record Thresholds(Pair latency, Pair streamLatency, Pair ttft) {

  /** Nothing is known about the control, so nothing is compared. */
  public static final Thresholds NONE = new Thresholds(Pair.NONE, Pair.NONE, Pair.NONE);

  public Yardstick latency(Arm arm, boolean stream) {
    return (stream ? streamLatency : latency).of(arm);
  }

  public Yardstick ttft(Arm arm, boolean stream) {
    return stream ? ttft.of(arm) : Yardstick.NONE;
  }

  /** One metric, for both arms. */
  public record Pair(Yardstick control, Yardstick candidate) {
    public static final Pair NONE = new Pair(Yardstick.NONE, Yardstick.NONE);

    /**
     * Reads a sketch.
     *
     * @param lower share of the control's values below the lower threshold
     * @param higher the same for the higher one
     * @param grant what is tolerated
     */
    public static Pair of(Sketch sketch, double lower, double higher, Grant grant) {
      if (!sketch.seeded()) {
        return NONE;
      }
      double low = sketch.quantile(lower);
      double high = sketch.quantile(higher);
      double root = grant.tolerated;
      long deadline = (long) (Math.max(root, grant.told) * high);
      return new Pair(
          new Yardstick(
              (long) low, (long) high, (long) low, (long) high, (long) low, (long) high, deadline),
          new Yardstick(
              (long) (root * low),
              (long) (root * high),
              (long) (grant.told * low),
              (long) (grant.told * high),
              (long) (root * root * low),
              (long) (root * root * high),
              deadline));
    }

    /**
     * Factors of the control's times.
     *
     * @param tolerated the root of the limit
     * @param told above which somebody is told
     */
    public record Grant(double tolerated, double told) {}

    public Yardstick of(Arm arm) {
      return arm == Arm.CANDIDATE ? candidate : control;
    }
  }
}
