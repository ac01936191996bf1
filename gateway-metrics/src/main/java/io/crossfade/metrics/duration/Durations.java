package io.crossfade.metrics.duration;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * How often each length of time occurred, written by one event loop and read by any thread.
 *
 * <p>Buckets are logarithmic, 18 to a power of two from 0.26 ms to 18 min, so that a quantile is
 * off by 2 % at most; what lies outside counts in the first or last one. Counts only grow: readers
 * take differences.
 */
public final class Durations {
  private static final VarHandle COUNT = MethodHandles.arrayElementVarHandle(int[].class);
  private static final int PER_OCTAVE = 18;
  private static final int OCTAVES = 22;
  private static final double LOWEST = 1 << 18;
  private static final double PER_NAT = PER_OCTAVE / Math.log(2);

  /** How many lengths of time are told apart. */
  public static final int BUCKETS = PER_OCTAVE * OCTAVES;

  private final int[] counts = new int[BUCKETS];

  /** Notes one length of time; owning loop only. */
  public void add(long nanos) {
    int bucket = bucketOf(nanos);
    COUNT.setRelease(counts, bucket, counts[bucket] + 1);
  }

  /** Adds the counts so far to a sum over loops; any thread. */
  public void addTo(int[] sum) {
    for (int bucket = 0; bucket < BUCKETS; bucket++) {
      sum[bucket] += (int) COUNT.getAcquire(counts, bucket);
    }
  }

  static int bucketOf(long nanos) {
    int bucket = (int) Math.floor(Math.log(Math.max(nanos, 1) / LOWEST) * PER_NAT);
    return Math.clamp(bucket, 0, BUCKETS - 1);
  }

  /** The middle of a bucket. */
  static double nanosOf(int bucket) {
    return LOWEST * Math.exp((bucket + 0.5) / PER_NAT);
  }
}
