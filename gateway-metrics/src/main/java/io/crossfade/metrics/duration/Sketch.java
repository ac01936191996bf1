package io.crossfade.metrics.duration;

import java.time.Duration;

/**
 * How long something takes on the control these days: every value counts half as much after ten
 * minutes. Its quantiles are off by 2 % at most, in 3 KB. Used on the tick thread.
 */
public final class Sketch {
  /** Below that, a high quantile is mere chance. */
  private static final long FEWEST = 200;

  private static final double HALF_LIFE_NANOS = Duration.ofMinutes(10).toNanos();

  private final double[] weights = new double[Durations.BUCKETS];
  private double weight;
  private long values;

  /**
   * Lets what is known fade. After days without a value, what weighs less than one is kept as it
   * is: it says as little as ever, and it must not vanish.
   */
  public void age(long nanos) {
    if (weight <= 1) {
      return;
    }
    double left = Math.pow(2, -nanos / HALF_LIFE_NANOS);
    for (int bucket = 0; bucket < weights.length; bucket++) {
      weights[bucket] *= left;
    }
    weight *= left;
  }

  public void add(Spread fresh) {
    for (int bucket = 0; bucket < weights.length; bucket++) {
      int count = fresh.count(bucket);
      weights[bucket] += count;
      weight += count;
      values += count;
    }
  }

  /** Whether enough was seen to compare anything with it. */
  public boolean seeded() {
    return values >= FEWEST;
  }

  /**
   * The length of time that so large a share of the values does not exceed.
   *
   * @param share in (0, 1)
   */
  public double quantile(double share) {
    double rank = share * weight;
    double below = 0;
    int bucket = -1;
    while (below < rank && bucket < weights.length - 1) {
      bucket++;
      below += weights[bucket];
    }
    return Durations.nanosOf(Math.max(bucket, 0));
  }
}
