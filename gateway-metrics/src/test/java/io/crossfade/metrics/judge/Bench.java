package io.crossfade.metrics.judge;

import io.crossfade.core.Arm;
import io.crossfade.core.Verdict;
import io.crossfade.core.fault.Evidence;
import io.crossfade.metrics.window.StepWindows;
import java.time.Duration;

/** A judge with windows of one loop and a clock of its own, moved tick by tick. */
final class Bench {
  static final long TICK_NANOS = MigrationJudge.TICK.toNanos();

  final MigrationJudge judge = new MigrationJudge();
  private StepWindows windows = new StepWindows(1);
  private JudgeSettings settings = Rollout.SETTINGS;
  private long nowNanos = 1_000_000_000_000L;
  private long nextKey;
  private int split = 500;
  private int epoch = 1;
  private int step;
  private boolean holding;

  Bench split(int buckets) {
    split = buckets;
    return this;
  }

  Bench holding(boolean held) {
    holding = held;
    return this;
  }

  Bench sticky() {
    settings =
        new JudgeSettings(
            settings.errorRate(), settings.alertErrorRate(), settings.unavailableAfter(), false);
    return this;
  }

  /** Calls that end now, each by its own key and begun a moment ago. */
  Bench calls(Arm arm, Evidence evidence, int count) {
    for (int call = 0; call < count; call++) {
      ended(arm, evidence, nextKey++);
    }
    return this;
  }

  Bench ended(Arm arm, Evidence evidence, long key) {
    windows.of(0, arm).ended(evidence, key, nowNanos - 1_000_000, nowNanos);
    return this;
  }

  Verdict tick() {
    nowNanos += TICK_NANOS;
    return judge.tick(
        windows.read(), new JudgeInput(nowNanos, split, epoch, step, holding, settings));
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
    windows = new StepWindows(1);
    return this;
  }

  Bench nextEpoch() {
    epoch++;
    windows = new StepWindows(1);
    return this;
  }
}
