package io.crossfade.server.frontend.port;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The {@code date} of answers (RFC 9110 §6.6.1), composed once a second. */
public final class Dates {
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private static volatile Dates last = new Dates(0);

  private final long second;
  private final String value;
  private final byte[] line;

  private Dates(long second) {
    this.second = second;
    this.value = FORMAT.format(Instant.ofEpochSecond(second));
    this.line = ("date: " + value + "\r\n").getBytes(ISO_8859_1);
  }

  /** The date of this second. */
  public static Dates now() {
    long second = System.currentTimeMillis() / 1_000;
    Dates now = last;
    if (now.second != second) {
      now = new Dates(second);
      last = now;
    }
    return now;
  }

  public String value() {
    return value;
  }

  /** The field as a line of HTTP/1.1, line end included; not to be changed. */
  public byte[] line() {
    return line;
  }
}
