package io.crossfade.core.sse;

import io.netty.buffer.ByteBuf;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Finds CR and LF eight bytes at a time, with the "find a zero byte" trick of Henry Warren,
 * Hacker's Delight, section 6-1.
 */
final class LineEnds {
  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long HIGH = 0x8080_8080_8080_8080L;
  private static final long CRS = '\r' * ONES;
  private static final long LFS = '\n' * ONES;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private LineEnds() {}

  /** Index of the first CR or LF in {@code [from, to)}, or -1. */
  static int find(ByteBuf bytes, int from, int to) {
    if (!bytes.hasArray()) {
      return findInBuffer(bytes, from, to);
    }
    int shift = bytes.arrayOffset();
    int found = findInArray(bytes.array(), from + shift, to + shift);
    return found < 0 ? -1 : found - shift;
  }

  private static int findInArray(byte[] bytes, int from, int to) {
    int at = from;
    for (; at <= to - Long.BYTES; at += Long.BYTES) {
      long marks = marks((long) LONGS.get(bytes, at));
      if (marks != 0) {
        return at + (Long.numberOfTrailingZeros(marks) >>> 3);
      }
    }
    for (; at < to; at++) {
      if (isLineEnd(bytes[at])) {
        return at;
      }
    }
    return -1;
  }

  private static int findInBuffer(ByteBuf bytes, int from, int to) {
    int at = from;
    for (; at <= to - Long.BYTES; at += Long.BYTES) {
      long marks = marks(bytes.getLongLE(at));
      if (marks != 0) {
        return at + (Long.numberOfTrailingZeros(marks) >>> 3);
      }
    }
    for (; at < to; at++) {
      if (isLineEnd(bytes.getByte(at))) {
        return at;
      }
    }
    return -1;
  }

  /** High bit set in each byte that ends a line; bits above the lowest set one may be false. */
  private static long marks(long word) {
    long crs = word ^ CRS;
    long lfs = word ^ LFS;
    return (((crs - ONES) & ~crs) | ((lfs - ONES) & ~lfs)) & HIGH;
  }

  private static boolean isLineEnd(byte b) {
    return b == '\n' || b == '\r';
  }
}
