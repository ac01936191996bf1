package io.crossfade.metrics.judge.simulation;

import io.crossfade.core.Arm;
import io.crossfade.core.Verdict;
import io.crossfade.core.Verdict.Action;
import io.crossfade.core.fault.Evidence;
import io.crossfade.metrics.judge.JudgeInput;
import io.crossfade.metrics.judge.JudgeSettings;
import io.crossfade.metrics.judge.MigrationJudge;
import io.crossfade.metrics.judge.UsualSettings;
import io.crossfade.metrics.window.Carried;
import io.crossfade.metrics.window.StepWindows;
import java.util.SplittableRandom;

/**
 * One simulated rollout: Poisson arrivals per tick, outcomes as the {@link World} has them, the
 * real windows and the real judge.
 */
public final class Rollout {
  private static final JudgeSettings SETTINGS = UsualSettings.perCall();
  private static final int LOOPS = 2;
  private static final long TICK_NANOS = MigrationJudge.TICK.toNanos();

  private final World world;
  private final SplittableRandom random;
  private final MigrationJudge judge = new MigrationJudge();
  private final Carried carried = Carried.perCall();
  private StepWindows windows = new StepWindows(LOOPS, carried);
  private int step;
  private long tick;
  private long troubledUnits;
  private final Raised raised = new Raised();

  public Rollout(World world, long seed) {
    this.world = world;
    this.random = new SplittableRandom(seed);
  }

  /** Runs equal steps at the given splits until a rollback or the last request. */
  public Ending run(int[] splitBuckets, long requests) {
    for (int split : splitBuckets) {
      double ticks = requests / (double) splitBuckets.length / world.perTick();
      for (long end = tick + (long) ticks; tick < end; tick++) {
        Verdict verdict = tick(split);
        if (verdict.action() == Action.ROLL_BACK) {
          double seconds = (tick + 1 - world.troubleTick()) * MigrationJudge.TICK.toMillis() / 1e3;
          return new Ending(verdict.gate(), troubledUnits, seconds);
        }
      }
      step++;
      windows = new StepWindows(LOOPS, carried);
    }
    return Ending.STAYED;
  }

  private Verdict tick(int split) {
    double candidates = world.perTick() * split / 10_000;
    arrive(Arm.CONTROL, poisson(world.perTick() - candidates, random));
    int arrived = poisson(candidates, random);
    arrive(Arm.CANDIDATE, arrived);
    troubledUnits += tick >= world.troubleTick() ? arrived : 0;
    long now = (tick + 1) * TICK_NANOS;
    JudgeInput in = new JudgeInput(now, split, 1, step, false, null, SETTINGS);
    Verdict verdict = judge.tick(windows.read(), in);
    raised.note(judge, troubledUnits);
    return verdict;
  }

  /** What was told of the candidate on the way. */
  public Raised raised() {
    return raised;
  }

  private void arrive(Arm arm, int calls) {
    double failing = world.failing(arm, tick, random);
    long now = tick * TICK_NANOS + 1;
    for (int call = 0; call < calls; call++) {
      Evidence evidence = random.nextDouble() < failing ? Evidence.FAILURE : Evidence.SUCCESS;
      windows.of(call % LOOPS, arm).ended(evidence, random.nextLong(), now - 1, now);
    }
  }

  public static int poisson(double mean, SplittableRandom random) {
    double limit = Math.exp(-mean);
    int arrivals = 0;
    for (double left = random.nextDouble(); left > limit; left *= random.nextDouble()) {
      arrivals++;
    }
    return arrivals;
  }

  /** What is true in one simulated rollout. */
  public interface World {
    /** Mean requests per tick. */
    double perTick();

    /** Probability that a call of the arm fails in this tick. */
    double failing(Arm arm, long tick, SplittableRandom random);

    /** When trouble begins; requests and time to the rollback count from here. */
    default long troubleTick() {
      return 0;
    }
  }

  /**
   * How a rollout ended.
   *
   * @param gate that rolled it back; empty if none did
   * @param candidateUnits candidate requests from the beginning of trouble to the rollback
   * @param seconds from the beginning of trouble to the rollback
   */
  public record Ending(String gate, long candidateUnits, double seconds) {
    public static final Ending STAYED = new Ending("", Long.MAX_VALUE, Double.POSITIVE_INFINITY);

    public boolean rolledBack() {
      return !gate.isEmpty();
    }
  }
}
