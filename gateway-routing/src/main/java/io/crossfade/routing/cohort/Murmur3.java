package io.crossfade.routing.cohort;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * MurmurHash3 x64 128 with seed 0, of which only the first half is kept.
 *
 * <p>Not cryptographic and not meant to be: it spreads keys evenly, costs a few multiplications,
 * and exists in every language. Source: Austin Appleby, SMHasher, MurmurHash3_x64_128.
 */
final class Murmur3 {
  private static final VarHandle LONG_AT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long C1 = 0x87c37b91114253d5L;
  private static final long C2 = 0x4cf5ad432745937fL;

  private Murmur3() {}

  /** Hashes the first {@code length} bytes of {@code input}; the rest is not looked at. */
  static long firstHalf(byte[] input, int length) {
    long h1 = 0;
    long h2 = 0;
    int tail = length & ~15;
    for (int at = 0; at < tail; at += 16) {
      h1 ^= mixLow((long) LONG_AT.get(input, at));
      h1 = (Long.rotateLeft(h1, 27) + h2) * 5 + 0x52dce729;
      h2 ^= mixHigh((long) LONG_AT.get(input, at + 8));
      h2 = (Long.rotateLeft(h2, 31) + h1) * 5 + 0x38495ab5;
    }
    h1 ^= mixLow(lastBytes(input, tail, length)) ^ length;
    h2 ^= mixHigh(lastBytes(input, tail + 8, length)) ^ length;
    h1 += h2;
    h2 += h1;
    return avalanche(h1) + avalanche(h2);
  }

  private static long mixLow(long block) {
    return Long.rotateLeft(block * C1, 31) * C2;
  }

  private static long mixHigh(long block) {
    return Long.rotateLeft(block * C2, 33) * C1;
  }

  /** Up to eight bytes from {@code start} as a little-endian number; zero where nothing is left. */
  private static long lastBytes(byte[] input, int start, int length) {
    long block = 0;
    for (int at = Math.min(length, start + 8) - 1; at >= start; at--) {
      block = block << 8 | Byte.toUnsignedLong(input[at]);
    }
    return block;
  }

  private static long avalanche(long half) {
    long mixed = (half ^ half >>> 33) * 0xff51afd7ed558ccdL;
    mixed = (mixed ^ mixed >>> 33) * 0xc4ceb9fe1a85ec53L;
    return mixed ^ mixed >>> 33;
  }
}
