package io.crossfade.server.frontend;

import java.util.concurrent.TimeUnit;

/**
 * How long a caller may still keep us waiting for a body. Waiting uses time up and bytes earn it
 * back, so a body that comes at less than {@value #BYTES_PER_SECOND} bytes a second for long is as
 * late as one that does not come at all. Time in which nobody asks for bytes costs nothing.
 *
 * <p>Silence alone, as nginx limits it, would let one byte now and then hold a connection and the
 * memory of its body for days; Apache (mod_reqtimeout) and Kestrel ask for a rate as well.
 */
final class BodyPace {
  private static final long BYTES_PER_SECOND = 240;
  private static final long NANOS_PER_BYTE = TimeUnit.SECONDS.toNanos(1) / BYTES_PER_SECOND;

  private final long most;
  private long left;
  private long since;
  private boolean waiting;

  /**
   * @param silenceMillis the most that can be left: a silence of that length is too long
   */
  BodyPace(long silenceMillis) {
    most = TimeUnit.MILLISECONDS.toNanos(silenceMillis);
  }

  /** A body begins. */
  void begin() {
    left = most;
    waiting = false;
  }

  /** Bytes are waited for from now on, if they were not already; returns when they are late. */
  long deadline(long nowNanos) {
    if (!waiting) {
      waiting = true;
      since = nowNanos;
    }
    return since + left;
  }

  void arrived(long bytes, long nowNanos) {
    if (waiting) {
      waiting = false;
      left = Math.min(most, left - (nowNanos - since) + bytes * NANOS_PER_BYTE);
    }
  }
}
