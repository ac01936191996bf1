package io.crossfade.server.http1;

import io.crossfade.core.http.Headers;
import org.jspecify.annotations.Nullable;

/** Where a body ends, as its head says (RFC 9112 §6), or why the head says it ambiguously. */
public sealed interface Framing {

  /**
   * That many bytes.
   *
   * @param bytes 0 for no body
   */
  record Sized(long bytes) implements Framing {}

  /** Chunks, the last one empty. */
  record Chunked() implements Framing {}

  /** Everything until the connection is closed; answers only. */
  record UntilClose() implements Framing {}

  /** No reading at all. */
  record Refused(Flaw flaw) implements Framing {}

  Framing NONE = new Sized(0);
  Framing CHUNKED = new Chunked();
  Framing UNTIL_CLOSE = new UntilClose();

  /**
   * Framing of a request: without a field that says otherwise it has no body.
   *
   * @param http10 whether the request says it is HTTP/1.0
   */
  static Framing ofRequest(Headers headers, boolean http10) {
    return of(headers, http10, NONE);
  }

  /**
   * Framing of an answer that may have a body, that is neither to {@code HEAD} nor 1xx, 204 or 304:
   * without a field that says otherwise it lasts until the connection closes.
   *
   * @param http10 whether the answer says it is HTTP/1.0
   */
  static Framing ofResponse(Headers headers, boolean http10) {
    return of(headers, http10, UNTIL_CLOSE);
  }

  private static Framing of(Headers headers, boolean http10, Framing otherwise) {
    String length = null;
    String encoding = null;
    for (int at = 0; at < headers.size(); at++) {
      String name = headers.name(at);
      if (name.equals("content-length")) {
        if (length != null) {
          return new Refused(Flaw.REPEATED_LENGTH);
        }
        length = headers.value(at);
      } else if (name.equals("transfer-encoding")) {
        if (encoding != null) {
          return new Refused(Flaw.BAD_ENCODING);
        }
        encoding = headers.value(at);
      }
    }
    if (encoding != null) {
      return encoded(encoding, length, http10);
    }
    return length == null ? otherwise : sized(length);
  }

  private static Framing encoded(String encoding, @Nullable String length, boolean http10) {
    if (length != null) {
      return new Refused(Flaw.LENGTH_AND_ENCODING);
    }
    if (http10) {
      return new Refused(Flaw.ENCODING_IN_HTTP_1_0);
    }
    return encoding.equalsIgnoreCase("chunked") ? CHUNKED : new Refused(Flaw.BAD_ENCODING);
  }

  private static Framing sized(String digits) {
    long value = digits.isEmpty() || digits.length() > 19 ? -1 : 0;
    for (int at = 0; at < digits.length() && value >= 0; at++) {
      int digit = digits.charAt(at) - '0';
      value = digit < 0 || digit > 9 ? -1 : 10 * value + digit;
    }
    if (value == 0) {
      return NONE;
    }
    return value < 0 ? new Refused(Flaw.BAD_LENGTH) : new Sized(value);
  }
}
