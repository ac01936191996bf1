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
import java.time.Duration;
import java.util.SplittableRandom;

/**
 * One stream of calls before three referees: the judge, and the two rules most often found in its
 * place, a fixed limit on the candidate's failures over the last minute or the last five.
 */
final class Contest {
  /** Who decides. */
  enum Referee {
    JUDGE("the judge"),
    MINUTE("5 % over 1 min"),
    FIVE_MINUTES("5 % over 5 min");

    final String label;

    Referee(String label) {
      this.label = label;
    }
  }

  /** Candidate requests from the beginning of trouble to each rollback; none where it stayed. */
  static final long STAYED = Long.MAX_VALUE;

  private static final long TICK_NANOS = MigrationJudge.TICK.toNanos();
  private static final double LIMIT = 0.05;
  private static final JudgeSettings SETTINGS = UsualSettings.perCall();

  private final Rollout.World world;
  private final SplittableRandom random;
  private final MigrationJudge judge = new MigrationJudge();
  private final Carried carried = Carried.perCall();
  private final Recent minute = new Recent(Duration.ofMinutes(1));
  private final Recent fiveMinutes = new Recent(Duration.ofMinutes(5));
  private final long[] decided = {STAYED, STAYED, STAYED};
  private StepWindows windows = new StepWindows(1, carried);
  private int step;
  private long tick;
  private long troubled;

  Contest(Rollout.World world, long seed) {
    this.world = world;
    this.random = new SplittableRandom(seed);
  }

  /** Runs equal steps at the given splits to the end, or until all three have gone back. */
  long[] run(int[] splits, long requests) {
    for (int split : splits) {
      long end = tick + (long) (requests / (double) splits.length / world.perTick());
      for (; tick < end && !over(); tick++) {
        tick(split);
      }
      step++;
      windows = new StepWindows(1, carried);
    }
    return decided.clone();
  }

  private boolean over() {
    return decided[0] != STAYED && decided[1] != STAYED && decided[2] != STAYED;
  }

  private void tick(int split) {
    double share = world.perTick() * split / 10_000;
    int failed = 0;
    arrive(Arm.CONTROL, Rollout.poisson(world.perTick() - share, random));
    int arrived = Rollout.poisson(share, random);
    failed += arrive(Arm.CANDIDATE, arrived);
    troubled += tick >= world.troubleTick() ? arrived : 0;
    long now = (tick + 1) * TICK_NANOS;
    if (decided[0] == STAYED) {
      JudgeInput input = new JudgeInput(now, split, 1, step, false, null, SETTINGS);
      decide(0, judge.tick(windows.read(), input).action() == Verdict.Action.ROLL_BACK);
    }
    decide(1, minute.over(arrived, failed, tick));
    decide(2, fiveMinutes.over(arrived, failed, tick));
  }

  private void decide(int referee, boolean back) {
    if (back && decided[referee] == STAYED) {
      decided[referee] = troubled;
    }
  }

  private int arrive(Arm arm, int calls) {
    double failing = world.failing(arm, tick, random);
    long now = tick * TICK_NANOS + 1;
    int failed = 0;
    for (int call = 0; call < calls; call++) {
      boolean fails = random.nextDouble() < failing;
      failed += fails ? 1 : 0;
      Evidence evidence = fails ? Evidence.FAILURE : Evidence.SUCCESS;
      windows.of(0, arm).ended(evidence, random.nextLong(), now - 1, now);
    }
    return failed;
  }

  /** A window that slides, with the number of calls such rules usually ask for at least. */
  private static final class Recent {
    private static final int LEAST = 20;

    private final int[] calls;
    private final int[] failures;
    private int allCalls;
    private int allFailures;

    Recent(Duration window) {
      int ticks = (int) window.dividedBy(MigrationJudge.TICK);
      calls = new int[ticks];
      failures = new int[ticks];
    }

    boolean over(int arrived, int failed, long tick) {
      int slot = (int) (tick % calls.length);
      allCalls += arrived - calls[slot];
      allFailures += failed - failures[slot];
      calls[slot] = arrived;
      failures[slot] = failed;
      return allCalls >= LEAST && allFailures > LIMIT * allCalls;
    }
  }
}
