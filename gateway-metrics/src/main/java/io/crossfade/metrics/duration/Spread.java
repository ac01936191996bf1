package io.crossfade.metrics.duration;

import java.util.Arrays;

/** An immutable copy of {@link Durations}: how often each length of time occurred. */
public final class Spread {
  private final int[] counts;

  /**
   * @param counts by bucket; owned by the new spread
   */
  public Spread(int[] counts) {
    this.counts = counts;
  }

  /** What was added since an earlier copy. */
  public Spread minus(Spread earlier) {
    int[] since = new int[counts.length];
    Arrays.setAll(since, bucket -> counts[bucket] - earlier.counts[bucket]);
    return new Spread(since);
  }

  /** How often each length of time occurred, by bucket of {@link Durations}. */
  int count(int bucket) {
    return counts[bucket];
  }

  /** What eyes want to know of it. */
  public Quantiles quantiles() {
    long count = Arrays.stream(counts).asLongStream().sum();
    return count == 0
        ? Quantiles.EMPTY
        : new Quantiles(count, millis(0.5, count), millis(0.95, count), millis(0.99, count));
  }

  /** The shortest time that is not exceeded by the given share of the values. */
  private double millis(double share, long count) {
    long rank = Math.max(1, (long) Math.ceil(share * count));
    int bucket = 0;
    for (long below = counts[0]; below < rank; below += counts[bucket]) {
      bucket++;
    }
    return Durations.nanosOf(bucket) / 1e6;
  }
}
