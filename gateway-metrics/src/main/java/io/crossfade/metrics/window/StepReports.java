package io.crossfade.metrics.window;

import io.crossfade.core.Arm;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * Turns a step's cumulative tallies into the last minute, the last five, and all of the step, by
 * remembering what they were. The control plane calls it from any thread; event loops never do.
 */
public final class StepReports {
  /** How often tallies are remembered, and thus how much longer a span may be than it says. */
  public static final Duration GRAIN = Duration.ofSeconds(15);

  private static final long MINUTE = Duration.ofMinutes(1).toNanos();
  private static final long FIVE_MINUTES = Duration.ofMinutes(5).toNanos();

  private final StepWindows windows;
  private final Deque<Moment> moments = new ArrayDeque<>();

  public StepReports(StepWindows windows) {
    this.windows = windows;
  }

  /** Remembers the tallies when it is time to; meant to be called every tick. */
  public synchronized void tick(long nowNanos) {
    Moment last = moments.peekLast();
    if (last != null && nowNanos - last.atNanos < GRAIN.toNanos()) {
      return;
    }
    moments.addLast(
        new Moment(nowNanos, windows.readTally(Arm.CONTROL), windows.readTally(Arm.CANDIDATE)));
    forgetBefore(nowNanos - FIVE_MINUTES);
  }

  /** What one arm did, up to now. */
  public synchronized StepReport report(Arm arm, long nowNanos) {
    Tally now = windows.readTally(arm);
    return new StepReport(
        now.minus(at(arm, nowNanos - MINUTE)).report(),
        now.minus(at(arm, nowNanos - FIVE_MINUTES)).report(),
        now.report());
  }

  /** Keeps the youngest moment that is old enough to begin a span, and all after it. */
  private void forgetBefore(long nanos) {
    while (moments.size() > 1) {
      Moment oldest = moments.removeFirst();
      if (moments.getFirst().atNanos > nanos) {
        moments.addFirst(oldest);
        return;
      }
    }
  }

  private Tally at(Arm arm, long nanos) {
    Iterator<Moment> youngestFirst = moments.descendingIterator();
    while (youngestFirst.hasNext()) {
      Moment moment = youngestFirst.next();
      if (moment.atNanos <= nanos) {
        return moment.of(arm);
      }
    }
    return Tally.ZERO;
  }

  private record Moment(long atNanos, Tally control, Tally candidate) {
    Tally of(Arm arm) {
      return arm == Arm.CANDIDATE ? candidate : control;
    }
  }
}
