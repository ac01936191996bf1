package io.crossfade.metrics.judge.simulation;

import io.crossfade.core.Arm;
import io.crossfade.core.Verdict;
import io.crossfade.core.fault.Evidence;
import io.crossfade.metrics.judge.JudgeInput;
import io.crossfade.metrics.judge.JudgeSettings;
import io.crossfade.metrics.judge.MigrationJudge;
import io.crossfade.metrics.judge.UsualSettings;
import io.crossfade.metrics.window.Carried;
import io.crossfade.metrics.window.StepWindows;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A rollout under users who come again and stay on their arm, some of whom fail more than others.
 * Nothing is wrong with the candidate.
 */
final class StickyRollout {
  private static final long TICK_NANOS = MigrationJudge.TICK.toNanos();

  private final Carried carried = Carried.perKey();
  private final MigrationJudge judge = new MigrationJudge();
  private final JudgeSettings settings = UsualSettings.sticky();
  private final Map<Long, Double> failing = new HashMap<>();
  private final SplittableRandom random;
  private final Crowd crowd;
  private final Unlucky unlucky;

  /**
   * Users with failures of their own.
   *
   * @param share of the users
   * @param rate at which their calls fail
   */
  record Unlucky(double share, double rate) {}

  StickyRollout(int users, Unlucky unlucky, long seed) {
    this.random = new SplittableRandom(seed);
    this.crowd = Crowd.users(users, 0, new SplittableRandom(~seed));
    this.unlucky = unlucky;
  }

  /** Whether any gate went back during equal steps at these splits. */
  boolean rolledBack(int[] splits, double rps, long requests) {
    long tick = 0;
    for (int step = 0; step < splits.length; step++) {
      StepWindows windows = new StepWindows(1, carried);
      long end = tick + (long) (requests / (double) splits.length / rps * 4);
      for (; tick < end; tick++) {
        arrive(windows, splits[step], rps / 4, tick * TICK_NANOS + 1);
        long now = (tick + 1) * TICK_NANOS;
        carried.tick(windows, settings.tolerance(), now);
        JudgeInput input = new JudgeInput(now, splits[step], 1, step, false, null, settings);
        if (judge.tick(windows.read(), input).action() == Verdict.Action.ROLL_BACK) {
          return true;
        }
      }
    }
    return false;
  }

  private void arrive(StepWindows windows, int split, double mean, long now) {
    for (int call = Rollout.poisson(mean, random); call > 0; call--) {
      Crowd.Caller caller = crowd.next(random);
      Arm arm = caller.bucket() < split ? Arm.CANDIDATE : Arm.CONTROL;
      double rate = failing.computeIfAbsent(caller.key(), _ -> ownRate());
      Evidence evidence = random.nextDouble() < rate ? Evidence.FAILURE : Evidence.SUCCESS;
      windows.of(0, arm).ended(evidence, caller.key(), now - 1, now);
    }
  }

  private double ownRate() {
    return random.nextDouble() < unlucky.share ? unlucky.rate : Worlds.HEALTHY;
  }
}
