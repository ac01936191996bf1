package io.crossfade.server.http1;

import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.FastThreadLocal;

/** Byte classes of RFC 9110 §5.6 as tables, and a thread's own array to look at a head in. */
public final class Octets {
  public static final byte CR = '\r';
  public static final byte LF = '\n';

  private static final int USUAL_HEAD_BYTES = 8 * 1024;
  private static final FastThreadLocal<byte[]> SCRATCH =
      new FastThreadLocal<>() {
        @Override
        protected byte[] initialValue() {
          return new byte[USUAL_HEAD_BYTES];
        }
      };

  /** By byte: its lower case if it may stand in a token, else 0. */
  private static final byte[] TOKEN_LOWER = tokenLower();

  private Octets() {}

  /**
   * Copies a head out of a buffer, because checking an array costs a third of checking a buffer.
   *
   * @param in not moved
   * @param length of the head, from the reader index
   * @return an array that begins with the head, may be longer, and is the thread's own until the
   *     next copy
   */
  public static byte[] copy(ByteBuf in, int length) {
    byte[] octets = length <= USUAL_HEAD_BYTES ? SCRATCH.get() : new byte[length];
    in.getBytes(in.readerIndex(), octets, 0, length);
    return octets;
  }

  /** The lower case of a byte that may stand in a token, 0 for any other byte. */
  public static byte tokenLower(byte octet) {
    return TOKEN_LOWER[octet & 0xff];
  }

  public static boolean isToken(byte octet) {
    return TOKEN_LOWER[octet & 0xff] != 0;
  }

  /** Whether a byte may not stand in a field value: all controls but HTAB. */
  public static boolean isControl(byte octet) {
    return (octet >= 0 && octet < ' ' && octet != '\t') || octet == 0x7f;
  }

  public static boolean isBlank(byte octet) {
    return octet == ' ' || octet == '\t';
  }

  private static byte[] tokenLower() {
    byte[] table = new byte[256];
    for (char c : "!#$%&'*+-.^_`|~0123456789".toCharArray()) {
      table[c] = (byte) c;
    }
    for (char c = 'a'; c <= 'z'; c++) {
      table[c] = (byte) c;
      table[c - 'a' + 'A'] = (byte) c;
    }
    return table;
  }
}
