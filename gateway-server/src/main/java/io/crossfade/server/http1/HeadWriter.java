package io.crossfade.server.http1;

import io.crossfade.core.http.Field;
import io.crossfade.core.http.Headers;
import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.FastThreadLocal;
import java.util.Arrays;

/**
 * Composes one head in an array the thread keeps, then copies it out at once; a head costs no
 * allocation. Whatever is written, no CR, LF or other control byte of a name or value reaches the
 * wire: it becomes {@code ?}, as do characters beyond ISO 8859-1.
 *
 * <p>Use: {@code HeadWriter.take().status(200).fields(headers).field("content-length",
 * 12).endInto(out)}, without anything in between that could take the writer again.
 */
public final class HeadWriter {
  private static final FastThreadLocal<HeadWriter> WRITERS =
      new FastThreadLocal<>() {
        @Override
        protected HeadWriter initialValue() {
          return new HeadWriter();
        }
      };
  private static final int USUAL_HEAD_BYTES = 4 * 1024;
  private static final int KEPT_BYTES = 64 * 1024;
  private static final int MOST_LONG_DIGITS = 20;

  private byte[] octets = new byte[USUAL_HEAD_BYTES];
  private int size;

  private HeadWriter() {}

  /** The thread's writer, empty. */
  public static HeadWriter take() {
    HeadWriter writer = WRITERS.get();
    writer.size = 0;
    return writer;
  }

  /** A status line of HTTP/1.1. */
  public HeadWriter status(int status) {
    return raw(StatusLines.of(status));
  }

  /**
   * A request line of HTTP/1.1.
   *
   * @param target origin-form, without controls and blanks
   */
  public HeadWriter request(String method, String target) {
    text(method);
    raw(' ');
    text(target);
    return raw(StatusLines.REQUEST_END);
  }

  /** One field. */
  public HeadWriter field(String name, String value) {
    text(name);
    colon();
    text(value);
    return lineEnd();
  }

  /** One field with a number that is not negative. */
  public HeadWriter field(String name, long value) {
    text(name);
    colon();
    number(value);
    return lineEnd();
  }

  /** All fields, in their order. */
  public HeadWriter fields(Headers headers) {
    for (int at = 0; at < headers.size(); at++) {
      field(headers.field(at));
    }
    return this;
  }

  private void field(Field field) {
    byte[] line = field.line();
    if (line == null) {
      field(field.name(), field.value());
    } else {
      raw(line);
    }
  }

  /** Bytes as they are, for example whole field lines composed once and kept. */
  public HeadWriter raw(byte[] bytes) {
    ensure(bytes.length);
    System.arraycopy(bytes, 0, octets, size, bytes.length);
    size += bytes.length;
    return this;
  }

  /** Appends the empty line and writes the head into {@code out}. */
  public void endInto(ByteBuf out) {
    lineEnd();
    out.writeBytes(octets, 0, size);
    if (octets.length > KEPT_BYTES) {
      octets = new byte[USUAL_HEAD_BYTES];
    }
  }

  /** Bytes the head will take, empty line included. */
  public int size() {
    return size + 2;
  }

  private void text(String text) {
    int length = text.length();
    ensure(length);
    int to = size;
    for (int at = 0; at < length; at++) {
      char c = text.charAt(at);
      octets[to++] = c > 0xff || Octets.isControl((byte) c) ? (byte) '?' : (byte) c;
    }
    size = to;
  }

  private void number(long value) {
    ensure(MOST_LONG_DIGITS);
    int digits = 1;
    for (long rest = value / 10; rest > 0; rest /= 10) {
      digits++;
    }
    long rest = value;
    for (int at = size + digits - 1; at >= size; at--) {
      octets[at] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    size += digits;
  }

  private void colon() {
    raw(':');
    raw(' ');
  }

  private HeadWriter lineEnd() {
    raw('\r');
    raw('\n');
    return this;
  }

  private void raw(char c) {
    ensure(1);
    octets[size++] = (byte) c;
  }

  private void ensure(int more) {
    if (octets.length - size < more) {
      octets = Arrays.copyOf(octets, Math.max(2 * octets.length, size + more));
    }
  }
}
