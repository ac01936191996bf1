package io.crossfade.metrics.window;

import io.crossfade.core.Arm;
import io.crossfade.core.fault.Evidence;
import io.crossfade.metrics.duration.Yardstick;
import io.crossfade.metrics.key.Bound;
import io.crossfade.metrics.key.KeySpread;

/**
 * What one event loop saw of one arm in one step. Only that loop writes, without locks or
 * allocation; everything is cumulative, so readers take differences and nothing is ever reset.
 */
public final class ArmWindow {
  /** The time of what has not happened. */
  static final long NEVER = Long.MIN_VALUE;

  private static final int ENDED = 0;
  private static final int SUCCESSES = 1;
  private static final int FAILURES = 2;
  private static final int FAILURES_OVER_CAP = 3;
  private static final int REJECTIONS = 4;
  private static final int REJECTIONS_OVER_CAP = 5;

  /** Starts of the three successes that started last, latest first. */
  private static final int START = 6;

  /** The two keys that failed last, latest first, each followed by the time it did. */
  private static final int KEY = 9;

  /** Units whose request id stood in for a missing cohort key. */
  private static final int KEYLESS = 13;

  /** Units whose callers went away first. */
  private static final int CANCELLED = 14;

  /** Timed units, and how many of them passed each threshold. */
  private static final int LATENCY = 15;

  private static final int TTFT = LATENCY + Slow.NUMBERS;

  private static final int SIZE = TTFT + Slow.NUMBERS;

  private final Arm arm;
  private final Bound bound;
  private final KeySpread spread;
  private final Cells cells = new Cells(SIZE);

  ArmWindow(Arm arm, Carried carried) {
    this.arm = arm;
    this.bound = carried.bound();
    this.spread = carried.spread();
    for (int time : new int[] {START, START + 1, START + 2, KEY + 1, KEY + 3}) {
      cells.set(time, NEVER);
    }
  }

  /**
   * Takes in one unit of evidence: one request on the arm its bucket chose, by its first attempt
   * there. Everything else (retries, fallbacks, pinned calls, probes) stays outside. Called on the
   * owning loop, once per unit, also for units that prove nothing.
   *
   * @param evidence what it proves
   * @param key hash of the cohort key
   * @param startedNanos when the attempt began, as {@link System#nanoTime}
   * @param nowNanos when it ended
   */
  public void ended(Evidence evidence, long key, long startedNanos, long nowNanos) {
    cells.increment(ENDED);
    if (arm == Arm.CANDIDATE) {
      spread.add(key);
    }
    switch (evidence) {
      case SUCCESS -> succeeded(startedNanos);
      case FAILURE -> failed(key, nowNanos);
      case REJECTION -> rejected(key, nowNanos);
      case NONE -> {}
    }
  }

  /** Notes that a unit came without the cohort key asked for; called once for each, as above. */
  public void keyMissing() {
    cells.increment(KEYLESS);
  }

  /** Notes that a unit's caller went away first; called once for each, as above. */
  public void cancelled() {
    cells.increment(CANCELLED);
  }

  private void succeeded(long startedNanos) {
    cells.increment(SUCCESSES);
    if (startedNanos <= cells.own(START + 2)) {
      return;
    }
    int place = START + 2;
    while (place > START && startedNanos > cells.own(place - 1)) {
      cells.set(place, cells.own(place - 1));
      place--;
    }
    cells.set(place, startedNanos);
  }

  private void failed(long key, long nowNanos) {
    boolean admitted = bound.admits(arm, Bound.Kind.FAILURE, key, nowNanos);
    cells.increment(admitted ? FAILURES : FAILURES_OVER_CAP);
    if (key != cells.own(KEY)) {
      cells.set(KEY + 2, cells.own(KEY));
      cells.set(KEY + 3, cells.own(KEY + 1));
      cells.set(KEY, key);
    }
    cells.set(KEY + 1, nowNanos);
  }

  private void rejected(long key, long nowNanos) {
    boolean admitted = bound.admits(arm, Bound.Kind.REJECTION, key, nowNanos);
    cells.increment(admitted ? REJECTIONS : REJECTIONS_OVER_CAP);
  }

  /** Counts a unit whose latency is known. */
  void answered(Yardstick yardstick, long nanos) {
    timed(LATENCY, yardstick, nanos);
  }

  /** Counts a unit whose time to the first token is known. */
  void firstToken(Yardstick yardstick, long nanos) {
    timed(TTFT, yardstick, nanos);
  }

  private void timed(int cell, Yardstick yardstick, long nanos) {
    cells.increment(cell);
    count(cell + 1, nanos > yardstick.lowerNanos());
    count(cell + 2, nanos > yardstick.higherNanos());
    count(cell + 3, nanos > yardstick.nearLowerNanos());
    count(cell + 4, nanos > yardstick.nearHigherNanos());
    count(cell + 5, nanos > yardstick.farLowerNanos());
    count(cell + 6, nanos > yardstick.farHigherNanos());
  }

  private void count(int cell, boolean event) {
    if (event) {
      cells.increment(cell);
    }
  }

  /** Adds what this loop saw to a sum over loops; any thread. */
  void addTo(ArmSums.Merge merge) {
    merge.ended += cells.get(ENDED);
    merge.successes += cells.get(SUCCESSES);
    merge.failures += cells.get(FAILURES);
    merge.failuresOverCap += cells.get(FAILURES_OVER_CAP);
    merge.rejections += cells.get(REJECTIONS);
    merge.rejectionsOverCap += cells.get(REJECTIONS_OVER_CAP);
    merge.cancelled += cells.get(CANCELLED);
    merge.keyless += cells.get(KEYLESS);
    for (int place = 0; place < 3; place++) {
      merge.succeededFrom(cells.get(START + place));
    }
    merge.failedWith(cells.get(KEY), cells.get(KEY + 1));
    merge.failedWith(cells.get(KEY + 2), cells.get(KEY + 3));
    merge.latency = merge.latency.plus(slow(LATENCY));
    merge.ttft = merge.ttft.plus(slow(TTFT));
  }

  /** Events before units, so that a reader never sees more of them. */
  private Slow slow(int cell) {
    long farOverHigher = cells.get(cell + 6);
    long farOverLower = cells.get(cell + 5);
    long nearHigher = cells.get(cell + 4);
    long nearLower = cells.get(cell + 3);
    long overHigher = cells.get(cell + 2);
    long overLower = cells.get(cell + 1);
    long units = cells.get(cell);
    return new Slow(
        units, overLower, overHigher, nearLower, nearHigher, farOverLower, farOverHigher);
  }
}
