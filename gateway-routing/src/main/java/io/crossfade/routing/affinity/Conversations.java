package io.crossfade.routing.affinity;

import io.crossfade.core.Arm;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * On which arm each running conversation of one migration began, so that it can finish there while
 * the split moves. A preference, never a promise: a full table forgets the oldest of four, an arm
 * that is down keeps nobody, and a rollback begins with an empty table.
 *
 * <p>Event loops read and write it without locks. A slot is one number, so it is never half of
 * each; two first calls of one conversation find the same bucket and write the same.
 */
public final class Conversations {
  private static final int WAYS = 4;
  private static final int SETS = 1 << 14;
  private static final int TAG_BITS = 31;
  private static final int SECONDS_BITS = 32;
  private static final long SECONDS = (1L << SECONDS_BITS) - 1;
  private static final long CANDIDATE = 1L << SECONDS_BITS;

  private final AtomicLongArray slots;
  private volatile boolean controlDown;
  private volatile boolean candidateDown;

  private Conversations(int size) {
    this.slots = new AtomicLongArray(size);
  }

  /** Of a migration that keeps them: 65,536 at most, in 512 KB. */
  public static Conversations kept() {
    return new Conversations(WAYS * SETS);
  }

  /** Of all others, which never ask. */
  public static Conversations none() {
    return new Conversations(0);
  }

  /**
   * The arm of a call: where its conversation began, or where its bucket says if it begins now, has
   * lasted too long, or its arm is down.
   *
   * @param key hash of the cohort key
   * @param byBucket where it would go by itself
   * @param now any clock's seconds, from 0
   * @param maxAge seconds for which a conversation is kept
   */
  public Arm arm(long key, Arm byBucket, long now, long maxAge) {
    int first = (int) (key & (SETS - 1)) * WAYS;
    int oldest = first;
    for (int slot = first; slot < first + WAYS; slot++) {
      long seen = slots.get(slot);
      if (seen != 0 && tag(seen) == tagOf(key)) {
        boolean running = now - began(seen) <= maxAge && !down(armOf(seen));
        return running ? armOf(seen) : begin(slot, key, byBucket, now);
      }
      oldest = began(seen) < began(slots.get(oldest)) ? slot : oldest;
    }
    return begin(oldest, key, byBucket, now);
  }

  /** Says which arms keep nobody at the moment. */
  public void down(boolean control, boolean candidate) {
    controlDown = control;
    candidateDown = candidate;
  }

  private boolean down(Arm arm) {
    return arm == Arm.CANDIDATE ? candidateDown : controlDown;
  }

  private Arm begin(int slot, long key, Arm arm, long now) {
    long flag = arm == Arm.CANDIDATE ? CANDIDATE : 0;
    slots.set(slot, tagOf(key) << (SECONDS_BITS + 1) | flag | (now + 1 & SECONDS));
    return arm;
  }

  /** The low bits chose the set, so the tag is of those above. */
  private static long tagOf(long key) {
    return key >>> 14 & ((1L << TAG_BITS) - 1);
  }

  private static long tag(long slot) {
    return slot >>> (SECONDS_BITS + 1);
  }

  private static Arm armOf(long slot) {
    return (slot & CANDIDATE) == 0 ? Arm.CONTROL : Arm.CANDIDATE;
  }

  /** An empty slot is older than any. */
  private static long began(long slot) {
    return (slot & SECONDS) - 1;
  }
}
