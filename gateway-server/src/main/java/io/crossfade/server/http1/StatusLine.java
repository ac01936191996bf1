package io.crossfade.server.http1;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.buffer.ByteBuf;

/** Reads status lines (RFC 9112 §4): {@code HTTP/1.x NNN}, then perhaps a blank and any phrase. */
final class StatusLine {
  static final String MALFORMED = "the status line is malformed or its status cannot be followed";

  /** No status line of HTTP/1.0 or HTTP/1.1, or a status outside 100 to 599. */
  static final int NONE = 0;

  static final int SWITCHING = 101;

  private static final byte[] START = "HTTP/1.".getBytes(ISO_8859_1);
  private static final int MINOR = START.length;
  private static final int STATUS = MINOR + 2;
  private static final int PHRASE = STATUS + 3;

  private StatusLine() {}

  /** The status of a line of {@code length} bytes, its line end included. */
  static int status(byte[] octets, int length) {
    if (length < PHRASE + 2 || !begins(octets)) {
      return NONE;
    }
    boolean http1 = octets[MINOR] == '0' || octets[MINOR] == '1';
    boolean ends = length == PHRASE + 2 || octets[PHRASE] == ' ';
    if (!http1 || !ends || octets[MINOR + 1] != ' ') {
      return NONE;
    }
    int status = 0;
    for (int at = STATUS; at < PHRASE; at++) {
      int digit = octets[at] - '0';
      if (digit < 0 || digit > 9) {
        return NONE;
      }
      status = 10 * status + digit;
    }
    return status < 100 || status > 599 ? NONE : status;
  }

  static boolean http10(byte[] octets) {
    return octets[MINOR] == '0';
  }

  /** Whether a control byte stands in the phrase. */
  static boolean hasControl(byte[] octets, int length) {
    for (int at = PHRASE; at < length - 2; at++) {
      if (Octets.isControl(octets[at])) {
        return true;
      }
    }
    return false;
  }

  /** Whether bytes begin as a status line does, as far as they go. */
  static boolean resembled(ByteBuf in) {
    int most = Math.min(START.length, in.readableBytes());
    for (int at = 0; at < most; at++) {
      if (in.getByte(in.readerIndex() + at) != START[at]) {
        return false;
      }
    }
    return true;
  }

  private static boolean begins(byte[] octets) {
    for (int at = 0; at < START.length; at++) {
      if (octets[at] != START[at]) {
        return false;
      }
    }
    return true;
  }
}
