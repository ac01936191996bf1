package io.crossfade.metrics.key;

import io.crossfade.core.Arm;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Bounds what one cohort key can prove: at most three failures and three rejections per key, arm
 * and fixed window of ten minutes are evidence, so that one user with a poison prompt does not
 * decide a migration.
 *
 * <p>One table serves all event loops and all steps of a migration, because a user's calls arrive
 * on every loop and a per-loop table would multiply the bound. Only failing calls come here. The
 * table never locks: a slot below the bound is raised by compare-and-set, a full one only read.
 * Keys that share one of the 8,192 slots share its bound, so a collision forgives failures and
 * never invents one.
 */
public final class KeyCap implements Bound {
  static final int BOUND = 3;
  public static final int SLOTS = 8_192;
  public static final long WINDOW_NANOS = 600_000_000_000L;

  /** Four counts of two bits (arm by kind) lie below the number of the window they belong to. */
  private static final int COUNT_BITS = 8;

  private static final int COUNTS = (1 << COUNT_BITS) - 1;

  private final AtomicIntegerArray slots = new AtomicIntegerArray(SLOTS);

  @Override
  public boolean admits(Arm arm, Kind kind, long key, long nowNanos) {
    int slot = (int) key & (SLOTS - 1);
    int shift = (kind == Kind.REJECTION ? 2 : 0) + (arm == Arm.CANDIDATE ? 4 : 0);
    int window = (int) Math.floorDiv(nowNanos, WINDOW_NANOS) << COUNT_BITS;
    while (true) {
      int seen = slots.get(slot);
      int counts = (seen & ~COUNTS) == window ? seen : window;
      if ((counts >>> shift & BOUND) == BOUND) {
        return false;
      }
      if (slots.compareAndSet(slot, seen, counts + (1 << shift))) {
        return true;
      }
    }
  }
}
