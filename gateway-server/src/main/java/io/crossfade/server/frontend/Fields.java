package io.crossfade.server.frontend;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Bytes that go into many answers, composed once; not to be changed. */
final class Fields {
  static final byte[] CHUNKED = "transfer-encoding: chunked\r\n".getBytes(ISO_8859_1);
  static final byte[] CLOSE = "connection: close\r\n".getBytes(ISO_8859_1);
  static final byte[] KEEP_ALIVE = "connection: keep-alive\r\n".getBytes(ISO_8859_1);
  static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(ISO_8859_1);

  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private static final class Line {
    private final long second;
    private final byte[] octets;

    Line(long second) {
      this.second = second;
      this.octets =
          ("date: " + FORMAT.format(Instant.ofEpochSecond(second)) + "\r\n").getBytes(ISO_8859_1);
    }
  }

  private static volatile Line last = new Line(0);

  private Fields() {}

  /** The {@code date} line of this second (RFC 9110 §6.6.1), composed once a second. */
  static byte[] date() {
    long second = System.currentTimeMillis() / 1_000;
    Line line = last;
    if (line.second != second) {
      line = new Line(second);
      last = line;
    }
    return line.octets;
  }
}
