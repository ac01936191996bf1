package io.crossfade.server.tap;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Writes points of the monotonic clock as times of day, in UTC with microseconds (RFC 3339 section
 * 5.6). The two clocks are compared once for many lines, and what is the same within a second is
 * composed once. Used on one thread only.
 */
final class LineTimes {
  private static final int MICROS_A_SECOND = 1_000_000;

  private final InstantSource clock;
  private final LongSupplier nanos;
  private long apartMicros;
  private long second = Long.MIN_VALUE;
  private String prefix = "";

  LineTimes(InstantSource clock, LongSupplier nanos) {
    this.clock = clock;
    this.nanos = nanos;
  }

  /** Looks at both clocks again, since the system's may be set. */
  void compare() {
    Instant now = clock.instant();
    long micros = TimeUnit.SECONDS.toMicros(now.getEpochSecond()) + now.getNano() / 1_000;
    apartMicros = micros - TimeUnit.NANOSECONDS.toMicros(nanos.getAsLong());
  }

  void appendTo(StringBuilder line, long atNanos) {
    long micros = apartMicros + TimeUnit.NANOSECONDS.toMicros(atNanos);
    begin(Math.floorDiv(micros, MICROS_A_SECOND));
    line.append(prefix);
    int fraction = Math.floorMod(micros, MICROS_A_SECOND);
    for (int unit = MICROS_A_SECOND / 10; unit > 0; unit /= 10) {
      line.append((char) ('0' + fraction / unit % 10));
    }
    line.append('Z');
  }

  private void begin(long epochSecond) {
    if (epochSecond != second) {
      second = epochSecond;
      String whole = Instant.ofEpochSecond(epochSecond).toString();
      prefix = whole.substring(0, whole.length() - 1) + '.';
    }
  }
}
