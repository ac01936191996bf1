package io.crossfade.metrics.judge.simulation;

import io.crossfade.core.Arm;
import io.crossfade.core.Verdict;
import io.crossfade.core.Verdict.Action;
import io.crossfade.core.fault.Evidence;
import io.crossfade.metrics.judge.JudgeInput;
import io.crossfade.metrics.judge.JudgeSettings;
import io.crossfade.metrics.judge.MigrationJudge;
import io.crossfade.metrics.judge.UsualSettings;
import io.crossfade.metrics.window.ArmWindow;
import io.crossfade.metrics.window.Carried;
import io.crossfade.metrics.window.StepWindows;
import java.util.ArrayList;
import java.util.List;
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
  private final List<Outcome> late = new ArrayList<>();
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
      for (double left = requests / (double) splitBuckets.length; left > 0; tick++) {
        left -= world.perTick(tick);
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
    double candidates = world.perTick(tick) * split / 10_000;
    arrive(Arm.CONTROL, poisson(world.perTick(tick) - candidates, random));
    int arrived = poisson(candidates, random);
    arrive(Arm.CANDIDATE, arrived);
    tellLate(Arm.CONTROL);
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
      boolean fails = random.nextDouble() < failing;
      Evidence evidence = fails ? Evidence.FAILURE : Evidence.SUCCESS;
      long key = random.nextLong();
      for (int outcome = fails ? world.echoes() : 1; outcome > 0; outcome--) {
        tell(arm, new Outcome(windows.of(call % LOOPS, arm), evidence, key, now));
      }
    }
  }

  /** At once, or with the others of its arm when the next batch is due. */
  private void tell(Arm arm, Outcome outcome) {
    if (world.batch(arm) <= 1) {
      outcome.count(outcome.nanos);
    } else {
      late.add(outcome);
    }
  }

  private void tellLate(Arm arm) {
    if (world.batch(arm) > 1 && tick % world.batch(arm) == 0) {
      late.forEach(outcome -> outcome.count(tick * TICK_NANOS + 1));
      late.clear();
    }
  }

  /** What became of one call, for the window of its step. */
  private record Outcome(ArmWindow window, Evidence evidence, long key, long nanos) {
    void count(long now) {
      window.ended(evidence, key, nanos - 1, now);
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

    /** The same where the load is not steady. */
    default double perTick(long tick) {
      return perTick();
    }

    /** How often a failure is seen: callers who try again with the same request id. */
    default int echoes() {
      return 1;
    }

    /**
     * Ticks from one delivery of the arm's outcomes to the next; only the control's may be late.
     */
    default int batch(Arm arm) {
      return 1;
    }

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
