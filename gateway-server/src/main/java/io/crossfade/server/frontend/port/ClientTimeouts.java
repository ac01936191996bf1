package io.crossfade.server.frontend.port;

import java.util.concurrent.TimeUnit;

/**
 * How long a caller may take. They are looked at by a sweep over all connections of a loop, so each
 * may last up to a second (or a quarter of the shortest of them) longer.
 *
 * @param headMillis for a whole head, from its first byte
 * @param bodyMillis of silence while a body is waited for, or less where it trickles: {@link
 *     BodyPace}
 * @param idleMillis between calls, and before the first one
 * @param writeMillis without taking one byte of an answer that waits
 */
public record ClientTimeouts(long headMillis, long bodyMillis, long idleMillis, long writeMillis) {
  public static final ClientTimeouts DEFAULT = new ClientTimeouts(10_000, 30_000, 75_000, 60_000);

  /** How long a caller may take to close his side after the last answer. */
  public static final long LINGER_MILLIS = 5_000;

  private static final long LONGEST_SWEEP_MILLIS = 1_000;

  /** How often deadlines are looked at. */
  public long sweepMillis() {
    long shortest = Math.min(Math.min(headMillis, bodyMillis), Math.min(idleMillis, writeMillis));
    return Math.clamp(shortest / 4, 1, LONGEST_SWEEP_MILLIS);
  }

  /** {@link #writeMillis} in nanoseconds. */
  public long writeNanos() {
    return TimeUnit.MILLISECONDS.toNanos(writeMillis);
  }

  /** The end of a time that begins now, by {@link System#nanoTime}. */
  public static long end(long millis) {
    return System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
  }
}
