package io.crossfade.metrics.judge.evidence;

import java.time.Duration;

/**
 * Counts gathered until they are enough to be tested together. Its age counts from the tick before
 * its first unit, so a unit after a long silence does not find a block that is old already. Owned
 * by the tick thread.
 */
final class Block {
  private static final int YOUNGEST_TICKS = 2;
  private static final long PATIENCE_NANOS = Duration.ofSeconds(60).toNanos();
  private static final long ONE_ARMED_NANOS = Duration.ofMinutes(30).toNanos();

  private Counts counts = Counts.NONE;
  private long openedNanos;
  private int ticks;

  /** Adds one tick's differences. */
  void add(Counts more, Tick tick) {
    if (counts.units() == 0 && more.empty()) {
      return;
    }
    if (counts.units() == 0) {
      openedNanos = tick.previousNanos();
      ticks = 0;
    }
    counts = counts.plus(more);
    ticks++;
  }

  Counts counts() {
    return counts;
  }

  void discard() {
    counts = Counts.NONE;
  }

  /** Whether both arms have enough to be compared. */
  boolean closesMatched(Tick tick) {
    return counts.n0() >= 1
        && counts.n1() >= 1
        && ticks >= YOUNGEST_TICKS
        && (counts.units() >= tick.unitsPerBlock() || age(tick) >= PATIENCE_NANOS);
  }

  /** Whether the candidate has enough to be tested alone. */
  boolean closesAlone() {
    return counts.n1() >= 1 && ticks >= YOUNGEST_TICKS;
  }

  /** Whether one arm waited so long for the other that the two are not comparable any more. */
  boolean staleOneArmed(Tick tick) {
    return (counts.n0() == 0 || counts.n1() == 0) && age(tick) >= ONE_ARMED_NANOS;
  }

  private long age(Tick tick) {
    return tick.nowNanos() - openedNanos;
  }
}
