package io.crossfade.metrics.key;

import io.crossfade.core.Arm;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Request ids that failed lately, for migrations by request id: a caller who tries again under the
 * same id stays on its arm and most likely fails again, which is one failure told several times.
 * Counted each time, storms of such calls would look like trouble of the arm they happen to be on.
 *
 * <p>One table serves all event loops and all steps. An id is forgotten when another one needs its
 * slot, so distinct failures are never held back, and an id that comes again late counts again.
 */
public final class Repeats implements Bound {
  static final int SLOTS = 4_096;

  /** Low bits that choose the slot, and so are free for the kind. */
  private static final long KIND = 1;

  private final AtomicLongArray slots = new AtomicLongArray(SLOTS);

  @Override
  public boolean admits(Arm arm, Kind kind, long key, long nowNanos) {
    // An empty slot is 0, which no usual key may look like.
    long seen = ~((key & ~KIND) | (kind == Kind.REJECTION ? KIND : 0));
    return slots.getAndSet((int) key & (SLOTS - 1), seen) != seen;
  }
}
