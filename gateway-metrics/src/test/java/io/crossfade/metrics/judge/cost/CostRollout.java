package io.crossfade.metrics.judge.cost;

import io.crossfade.core.Arm;
import io.crossfade.core.Verdict;
import io.crossfade.core.Verdict.Action;
import io.crossfade.core.fault.Evidence;
import io.crossfade.metrics.judge.JudgeInput;
import io.crossfade.metrics.judge.JudgeSettings;
import io.crossfade.metrics.judge.MigrationJudge;
import io.crossfade.metrics.judge.UsualSettings;
import io.crossfade.metrics.judge.simulation.Raised;
import io.crossfade.metrics.judge.simulation.Rollout;
import io.crossfade.metrics.window.Carried;
import io.crossfade.metrics.window.StepWindows;
import java.util.SplittableRandom;

/**
 * One simulated rollout of calls that all succeed and cost what the {@link CostWorld} says: Poisson
 * arrivals per tick, the real windows and the real judge.
 */
public final class CostRollout {
  private static final JudgeSettings SETTINGS = UsualSettings.perCall();
  private static final long TICK_NANOS = MigrationJudge.TICK.toNanos();
  private static final double TICKS_PER_SECOND = 4;
  private static final int SEEDS = 1_000;

  private final CostWorld world;
  private final SplittableRandom random;
  private final MigrationJudge judge = new MigrationJudge();
  private final Carried carried = Carried.perCall();
  private StepWindows windows = new StepWindows(1, carried);
  private int step;
  private long tick;
  private long candidates;
  private final Raised raised = new Raised();

  public CostRollout(CostWorld world, long seed) {
    this.world = world;
    this.random = new SplittableRandom(seed);
    for (int call = 0; call < SEEDS; call++) {
      windows.spending(0, Arm.CONTROL).add(world.expense(Arm.CONTROL, random));
    }
    carried.tickSpending(windows, SETTINGS.spendTolerance(), 0);
  }

  /** Runs equal steps at the given splits until a rollback or the last request. */
  public Rollout.Ending run(int[] splitBuckets, long requests) {
    double perTick = world.rps() / TICKS_PER_SECOND;
    for (int split : splitBuckets) {
      windows = new StepWindows(1, carried);
      long end = tick + (long) (requests / (splitBuckets.length * perTick));
      for (; tick < end; tick++) {
        Verdict verdict = tick(split, perTick);
        if (verdict.action() == Action.ROLL_BACK) {
          return new Rollout.Ending(verdict.gate(), candidates, (tick + 1) / TICKS_PER_SECOND);
        }
      }
      step++;
    }
    return Rollout.Ending.STAYED;
  }

  /** What was told of the candidate on the way. */
  public Raised raised() {
    return raised;
  }

  private Verdict tick(int split, double perTick) {
    double share = split / 10_000.0;
    arrive(Arm.CONTROL, Rollout.poisson(perTick * (1 - share), random));
    int arrived = Rollout.poisson(perTick * share, random);
    arrive(Arm.CANDIDATE, arrived);
    candidates += arrived;
    long now = (tick + 1) * TICK_NANOS;
    carried.tickSpending(windows, SETTINGS.spendTolerance(), now);
    JudgeInput in = new JudgeInput(now, split, 1, step, false, null, SETTINGS);
    Verdict verdict = judge.tick(windows.read(), in);
    raised.note(judge, candidates);
    return verdict;
  }

  private void arrive(Arm arm, int calls) {
    long now = tick * TICK_NANOS + 1;
    for (int call = 0; call < calls; call++) {
      windows.of(0, arm).ended(Evidence.SUCCESS, random.nextLong(), now - 1, now);
      windows.spending(0, arm).add(world.expense(arm, random));
    }
  }
}
