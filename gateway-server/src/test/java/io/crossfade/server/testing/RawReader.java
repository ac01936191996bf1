package io.crossfade.server.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.crossfade.core.http.Headers;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.util.Arrays;
import java.util.Locale;

/** Reads answers off a socket the plain way; whatever HTTP does not allow fails the test. */
final class RawReader {
  private final InputStream in;
  private long left;
  private boolean chunked;

  RawReader(InputStream in) {
    this.in = new BufferedInputStream(in);
  }

  RawResponse response() {
    RawResponse head = head();
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (byte[] piece = piece(); piece.length > 0; piece = piece()) {
      body.writeBytes(piece);
    }
    return new RawResponse(head.status(), head.headers(), body.toString(ISO_8859_1));
  }

  RawResponse head() {
    String status = line();
    if (!status.matches("HTTP/1\\.[01] [1-5]\\d\\d.*")) {
      throw new AssertionError("not a status line: " + status);
    }
    Headers fields = fields();
    int code = Integer.parseInt(status.substring(9, 12));
    if (code >= 100 && code < 200 && code != 101) {
      return head();
    }
    frame(code, fields);
    return new RawResponse(code, fields, "");
  }

  private Headers fields() {
    Headers fields = new Headers();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      if (colon < 1) {
        throw new AssertionError("not a header field: " + line);
      }
      String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
      fields.add(name, line.substring(colon + 1).strip());
    }
    return fields;
  }

  /** RFC 9112 §6.3; an answer with neither length nor chunks lasts until the close. */
  private void frame(int status, Headers fields) {
    chunked = "chunked".equals(fields.get("transfer-encoding"));
    String length = fields.get("content-length");
    if (chunked && length != null) {
      throw new AssertionError("an answer with two framings: " + fields);
    }
    if (status == 204 || status == 304) {
      left = 0;
    } else {
      left = length == null ? Long.MAX_VALUE : Long.parseLong(length);
    }
  }

  /**
   * One chunk, or what is there of a plain body; empty once the body is whole by its framing.
   *
   * @throws UncheckedIOException holding an {@link EOFException} if the peer closed before that
   */
  byte[] piece() {
    if (chunked) {
      return chunk();
    }
    if (left == 0) {
      return new byte[0];
    }
    byte[] some = some((int) Math.min(left, 1 << 16));
    if (some.length == 0 && left != Long.MAX_VALUE) {
      throw new UncheckedIOException(new EOFException(left + " bytes of the body are missing"));
    }
    left -= left == Long.MAX_VALUE ? 0 : some.length;
    return some;
  }

  private byte[] chunk() {
    int size = Integer.parseInt(line(), 16);
    byte[] data = exactly(size);
    String end = line();
    if (!end.isEmpty()) {
      throw new AssertionError("a chunk does not end where it says, but goes on with: " + end);
    }
    return data;
  }

  byte[] some(int most) {
    try {
      byte[] buffer = new byte[most];
      int read = in.read(buffer);
      return Arrays.copyOf(buffer, Math.max(read, 0));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A reset reads as an end: what came before it is what the test wants to see. */
  byte[] rest() {
    ByteArrayOutputStream rest = new ByteArrayOutputStream();
    try {
      in.transferTo(rest);
    } catch (SocketException e) {
      return rest.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return rest.toByteArray();
  }

  private byte[] exactly(int count) {
    try {
      byte[] bytes = in.readNBytes(count);
      if (bytes.length < count) {
        throw new EOFException("the connection closed inside a chunk");
      }
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String line() {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    try {
      for (int next = in.read(); next != '\n'; next = in.read()) {
        if (next < 0) {
          throw new EOFException("the connection closed after: " + line.toString(ISO_8859_1));
        }
        line.write(next);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String text = line.toString(ISO_8859_1);
    if (!text.endsWith("\r")) {
      throw new AssertionError("a line without CR: " + text);
    }
    return text.substring(0, text.length() - 1);
  }
}
