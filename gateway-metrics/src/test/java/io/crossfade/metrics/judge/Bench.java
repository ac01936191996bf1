package io.crossfade.metrics.judge;

import io.crossfade.core.Arm;
import io.crossfade.core.Verdict;
import io.crossfade.core.fault.Evidence;
import io.crossfade.core.fault.Outcome;
import io.crossfade.metrics.judge.evidence.Memory;
import io.crossfade.metrics.spend.Expense;
import io.crossfade.metrics.window.Carried;
import io.crossfade.metrics.window.StepWindows;
import io.crossfade.metrics.window.Unit;
import java.time.Duration;

/** A judge with windows of one loop and a clock of its own, moved tick by tick. */
final class Bench {
  static final long TICK_NANOS = MigrationJudge.TICK.toNanos();

  final MigrationJudge judge = new MigrationJudge();
  private Carried carried = Carried.perCall();
  private StepWindows windows = new StepWindows(1, carried);
  private JudgeSettings settings = UsualSettings.perCall();
  private long nowNanos = 1_000_000_000_000L;
  private long nextKey;
  private long users = Long.MAX_VALUE;
  private int split = 500;
  private int epoch = 1;
  private int step;
  private boolean holding;

  Bench split(int buckets) {
    split = buckets;
    return this;
  }

  /** Streams come from so many users. */
  Bench users(int count) {
    users = count;
    return this;
  }

  Bench holding(boolean held) {
    holding = held;
    return this;
  }

  /** Raises the alert on an arm that is gone after another time. */
  Bench unavailableAfter(Duration outage) {
    settings =
        new JudgeSettings(
            settings.errorRate(),
            settings.alertErrorRate(),
            settings.tolerance(),
            settings.cost(),
            outage,
            settings.byRequestId());
    return this;
  }

  Bench sticky() {
    settings = UsualSettings.sticky();
    carried = Carried.perKey();
    windows = new StepWindows(1, carried);
    return this;
  }

  Bench judgedBy(JudgeSettings other) {
    settings = other;
    return this;
  }

  /** Calls that end now, each by its own key and begun a moment ago. */
  Bench calls(Arm arm, Evidence evidence, int count) {
    for (int call = 0; call < count; call++) {
      ended(arm, evidence, nextKey++);
    }
    return this;
  }

  /** Calls whose callers went away. */
  Bench givenUp(Arm arm, int count) {
    for (int call = 0; call < count; call++) {
      windows.of(0, arm).cancelled();
    }
    return calls(arm, Evidence.NONE, count);
  }

  Bench ended(Arm arm, Evidence evidence, long key) {
    windows.of(0, arm).ended(evidence, key, nowNanos - 1_000_000, nowNanos);
    return this;
  }

  /** Streams that begin and end now, a tick having been long enough for them. */
  Bench streams(Arm arm, long ttftMillis, long latencyMillis, int count) {
    for (int call = 0; call < count; call++) {
      long ttftNanos = ttftMillis * 1_000_000;
      long latencyNanos = latencyMillis * 1_000_000;
      long startedNanos = nowNanos - latencyNanos;
      Unit unit = windows.unit(0, arm, true, startedNanos);
      unit.firstToken(startedNanos + ttftNanos);
      unit.ended(Outcome.OK, nowNanos);
      windows.tally(0, arm).firstToken(ttftNanos);
      windows.tally(0, arm).answered(true, latencyNanos);
      ended(arm, Evidence.SUCCESS, nextKey++ % users);
    }
    return this;
  }

  /** Calls that succeed and cost as much as so many tokens of a prompt. */
  Bench spending(Arm arm, double tokens, int count) {
    for (int call = 0; call < count; call++) {
      windows.spending(0, arm).add(new Expense(tokens, tokens, (long) tokens));
    }
    return calls(arm, Evidence.SUCCESS, count);
  }

  /** The same migration after a restart that kept what the judge knows, and no window. */
  Bench restarted() {
    Bench next = new Bench().split(split).judgedBy(settings);
    next.epoch = epoch;
    next.step = step;
    Memory memory = judge.remember().orElseThrow();
    JudgeInput now = new JudgeInput(next.nowNanos, split, epoch, step, false, null, settings);
    if (!next.judge.recall(memory, now)) {
      throw new AssertionError("the judge does not know its own memory");
    }
    return next;
  }

  Verdict tick() {
    nowNanos += TICK_NANOS;
    carried.tick(windows, settings.tolerance(), nowNanos);
    carried.tickSpending(windows, settings.spendTolerance(), nowNanos);
    return judge.tick(
        windows.read(), new JudgeInput(nowNanos, split, epoch, step, holding, null, settings));
  }

  /** Lets time pass without any call. */
  Verdict quiet(Duration time) {
    Verdict verdict = Verdict.QUIET;
    for (long left = time.toNanos(); left > 0; left -= TICK_NANOS) {
      verdict = tick();
    }
    return verdict;
  }

  Bench nextStep(int buckets) {
    step++;
    split = buckets;
    windows = new StepWindows(1, carried);
    return this;
  }

  Bench nextEpoch() {
    epoch++;
    windows = new StepWindows(1, carried);
    return this;
  }
}
