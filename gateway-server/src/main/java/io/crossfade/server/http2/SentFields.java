package io.crossfade.server.http2;

import io.crossfade.core.http.Headers;
import io.crossfade.server.http1.Octets;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Headers;

/**
 * Writes fields for HTTP/2. Whatever they hold, no control byte reaches the wire: it becomes {@code
 * ?}, as do characters beyond ISO 8859-1, so that no field can split into two behind a reader who
 * turns it into HTTP/1.1.
 */
public final class SentFields {
  private static final int PSEUDO_AND_FRAMING = 6;

  private SentFields() {}

  /** A section with room for those fields, pseudo-fields and framing; still empty. */
  public static Http2Headers withRoomFor(Headers headers) {
    return new DefaultHttp2Headers(false, headers.size() + PSEUDO_AND_FRAMING);
  }

  /**
   * Appends all fields, in their order.
   *
   * @param headers end-to-end fields with lower-case names; those about a connection would make the
   *     message malformed (RFC 9113 §8.2.2)
   */
  public static void add(Headers headers, Http2Headers to) {
    for (int at = 0; at < headers.size(); at++) {
      to.add(headers.name(at), clean(headers.value(at)));
    }
  }

  private static String clean(String value) {
    for (int at = 0; at < value.length(); at++) {
      if (unfit(value.charAt(at))) {
        return replaced(value);
      }
    }
    return value;
  }

  private static String replaced(String value) {
    StringBuilder fit = new StringBuilder(value);
    for (int at = 0; at < value.length(); at++) {
      if (unfit(value.charAt(at))) {
        fit.setCharAt(at, '?');
      }
    }
    return fit.toString();
  }

  private static boolean unfit(char c) {
    return c > 0xff || Octets.isControl((byte) c);
  }
}
