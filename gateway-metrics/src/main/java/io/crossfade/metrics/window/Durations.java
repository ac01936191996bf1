package io.crossfade.metrics.window;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * How often each length of time occurred, written by one event loop and read by any thread.
 *
 * <p>Buckets are logarithmic, 16 to a power of two from 0.26 ms to 18 min, so that a quantile is
 * off by 3.2 % at most; what lies outside counts in the first or last one. Counts only grow, as in
 * HdrHistogram's layout but without its swap of buffers: readers take differences.
 */
final class Durations {
  private static final VarHandle COUNT = MethodHandles.arrayElementVarHandle(int[].class);
  private static final int SUB_BITS = 4;
  private static final int SUBS = 1 << SUB_BITS;
  private static final int LOWEST_BIT = 18;
  private static final int OCTAVES = 22;
  static final int BUCKETS = SUBS * OCTAVES;

  private final int[] counts = new int[BUCKETS];

  /** Notes one length of time; owning loop only. */
  void add(long nanos) {
    int bucket = bucketOf(nanos);
    COUNT.setRelease(counts, bucket, counts[bucket] + 1);
  }

  /** Adds the counts so far to a sum over loops; any thread. */
  void addTo(int[] sum) {
    for (int bucket = 0; bucket < BUCKETS; bucket++) {
      sum[bucket] += (int) COUNT.getAcquire(counts, bucket);
    }
  }

  static int bucketOf(long nanos) {
    long within = Math.clamp(nanos, 1L << LOWEST_BIT, (1L << (LOWEST_BIT + OCTAVES)) - 1);
    int bit = Long.SIZE - 1 - Long.numberOfLeadingZeros(within);
    int sub = (int) (within >>> (bit - SUB_BITS)) & (SUBS - 1);
    return (bit - LOWEST_BIT) * SUBS + sub;
  }

  /** The middle of a bucket. */
  static double nanosOf(int bucket) {
    double lowest = (double) (1L << (LOWEST_BIT + bucket / SUBS));
    return lowest * (1 + (bucket % SUBS + 0.5) / SUBS);
  }
}
