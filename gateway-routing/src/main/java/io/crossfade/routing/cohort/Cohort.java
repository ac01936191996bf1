package io.crossfade.routing.cohort;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/**
 * Assigns keys to buckets, the same bucket on every gateway and in every release.
 *
 * <p>The input is {@code utf8(salt), 0x00, key}, byte for byte; the bucket is the hash scaled down
 * to {@value #BUCKETS}. The zero byte keeps {@code ("a", "b")} and {@code ("ab", "")} apart. The
 * recipe is frozen by {@code cohort-vectors.tsv}: changing it would move live traffic.
 *
 * <p>Immutable and safe for all threads. Keys of usual length are hashed without garbage.
 */
public final class Cohort {

  /** A bucket is one ten-thousandth of the traffic, so the finest split is 0.01 %. */
  public static final int BUCKETS = 10_000;

  private static final int USUAL_BYTES = 2_048;
  private static final ThreadLocal<byte[]> SCRATCH =
      ThreadLocal.withInitial(() -> new byte[USUAL_BYTES]);

  private final String salt;
  private final byte[] prefix;

  private Cohort(String salt) {
    this.salt = salt;
    byte[] bytes = salt.getBytes(UTF_8);
    this.prefix = Arrays.copyOf(bytes, bytes.length + 1);
  }

  /**
   * The assignment of one migration.
   *
   * @param salt the migration's own, so that two migrations do not pick the same unlucky callers
   */
  public static Cohort salted(String salt) {
    return new Cohort(salt);
  }

  /**
   * Returns the bucket of one key.
   *
   * @param key request id, or whatever else the migration keeps together; hashed as UTF-8
   * @return a bucket in {@code [0, BUCKETS)}
   */
  public static int bucketOf(String salt, String key) {
    return bucketOf(salted(salt).hash(key));
  }

  /** Scales a hash to a bucket in {@code [0, BUCKETS)}. */
  public static int bucketOf(long hash) {
    // The high half of the 128-bit product scales without a division and without bias.
    return (int) Math.unsignedMultiplyHigh(hash, BUCKETS);
  }

  /** Hashes salt and key, the key as UTF-8. */
  public long hash(String key) {
    byte[] input = input(KeyBytes.PER_CHAR * key.length());
    return Murmur3.firstHalf(input, KeyBytes.utf8(key, input, prefix.length));
  }

  /** Hashes salt and a header value, which holds one byte per {@code char}. */
  public long hashRaw(String value) {
    byte[] input = input(value.length());
    return Murmur3.firstHalf(input, KeyBytes.raw(value, input, prefix.length));
  }

  public String salt() {
    return salt;
  }

  /** Bytes that are hashed for a key: salt, zero byte and key. */
  int inputLength(String key, boolean raw) {
    return prefix.length + (raw ? key.length() : key.getBytes(UTF_8).length);
  }

  /** An array that begins with the prefix; a long key gets its own, so that none is kept large. */
  private byte[] input(int keyBytes) {
    int needed = prefix.length + keyBytes;
    byte[] input = needed <= USUAL_BYTES ? SCRATCH.get() : new byte[needed];
    System.arraycopy(prefix, 0, input, 0, prefix.length);
    return input;
  }
}
