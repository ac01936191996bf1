package io.crossfade.metrics.judge.simulation;

import io.crossfade.core.Arm;
import io.crossfade.core.Verdict;
import io.crossfade.core.Verdict.Action;
import io.crossfade.core.fault.Evidence;
import io.crossfade.core.fault.Outcome;
import io.crossfade.metrics.judge.JudgeInput;
import io.crossfade.metrics.judge.JudgeSettings;
import io.crossfade.metrics.judge.MigrationJudge;
import io.crossfade.metrics.judge.UsualSettings;
import io.crossfade.metrics.window.Carried;
import io.crossfade.metrics.window.InFlight;
import io.crossfade.metrics.window.StepWindows;
import io.crossfade.metrics.window.Unit;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * One simulated rollout of streams that take their time: the real windows are told of first tokens
 * and ends when they come, swept every tick, and judged by the real judge.
 */
public final class SpeedRollout {
  private static final long TICK_NANOS = MigrationJudge.TICK.toNanos();
  private static final int SEEDS = 1_000;

  private static final double WANDER = 0.999;
  private static final double WANDER_SD = 0.25;

  private final SpeedWorld world;
  private final Crowd crowd;
  private final SplittableRandom random;
  private final JudgeSettings settings;
  private final MigrationJudge judge = new MigrationJudge();
  private final InFlight inFlight = new InFlight();
  private final PriorityQueue<Moment> coming = new PriorityQueue<>();
  private final Carried carried;
  private StepWindows windows;
  private int split;
  private int step;
  private long tick;
  private double wander;
  private long candidates;
  private final Raised raised = new Raised();

  public SpeedRollout(SpeedWorld world, Crowd crowd, long seed) {
    this.world = world;
    this.crowd = crowd;
    this.random = new SplittableRandom(seed);
    this.carried = crowd.sticky() ? Carried.perKey() : Carried.perCall();
    this.settings = crowd.sticky() ? UsualSettings.sticky() : UsualSettings.perCall();
    windows = new StepWindows(1, carried);
    seed();
  }

  /** The control was watched before the first step. */
  private void seed() {
    for (int call = 0; call < SEEDS; call++) {
      double pace = crowd.next(random).pace();
      windows.tally(0, Arm.CONTROL).firstToken(world.ttftNanos(false, pace, random));
      windows.tally(0, Arm.CONTROL).answered(true, world.latencyNanos(false, pace, random));
    }
    carried.tick(windows, settings.tolerance(), 0);
  }

  /** Runs equal steps at the given splits until a rollback or the last request. */
  public Rollout.Ending run(int[] splitBuckets, long requests) {
    for (int buckets : splitBuckets) {
      split = buckets;
      windows = new StepWindows(1, carried);
      for (double left = (double) requests / splitBuckets.length; left > 0; tick++) {
        left -= world.perTick(tick);
        Verdict verdict = tick();
        if (verdict.action() == Action.ROLL_BACK) {
          double seconds = (tick + 1) * MigrationJudge.TICK.toMillis() / 1e3;
          return new Rollout.Ending(verdict.gate(), candidates, seconds);
        }
      }
      step++;
    }
    return Rollout.Ending.STAYED;
  }

  private Verdict tick() {
    double pace = world.swing(tick) * Math.exp(wandered());
    for (int call = Rollout.poisson(world.perTick(tick), random); call > 0; call--) {
      begin(tick * TICK_NANOS + random.nextLong(TICK_NANOS), pace);
    }
    long now = (tick + 1) * TICK_NANOS;
    for (Moment next = coming.peek(); next != null && next.nanos <= now; next = coming.peek()) {
      coming.remove().come();
    }
    inFlight.sweep(now);
    carried.tick(windows, settings.tolerance(), now);
    JudgeInput in = new JudgeInput(now, split, 1, step, false, null, settings);
    Verdict verdict = judge.tick(windows.read(), in);
    raised.note(judge, candidates);
    return verdict;
  }

  /** What was told of the candidate on the way. */
  public Raised raised() {
    return raised;
  }

  private double wandered() {
    double fresh = WANDER_SD * Math.sqrt(1 - WANDER * WANDER);
    wander = world.swings() ? WANDER * wander + fresh * random.nextGaussian() : 0;
    return wander;
  }

  private void begin(long nanos, double pace) {
    Crowd.Caller caller = crowd.next(random);
    Arm arm = caller.bucket() < split ? Arm.CANDIDATE : Arm.CONTROL;
    candidates += arm == Arm.CANDIDATE ? 1 : 0;
    boolean troubled = world.troubles(arm, random);
    double own = pace * caller.pace();
    long ttft = world.ttftNanos(troubled, own, random);
    long latency = Math.max(ttft, world.latencyNanos(troubled, own, random));
    Unit unit = windows.unit(0, arm, true, nanos);
    inFlight.add(unit);
    Stream stream = new Stream(windows, arm, unit, caller.key(), nanos);
    coming.add(new Moment(nanos + ttft, stream, false));
    coming.add(new Moment(nanos + latency, stream, true));
  }

  private record Stream(StepWindows windows, Arm arm, Unit unit, long key, long startedNanos) {}

  /** A first token or an end that is still to come. */
  private record Moment(long nanos, Stream stream, boolean end) implements Comparable<Moment> {
    @Override
    public int compareTo(Moment other) {
      int byTime = Long.compare(nanos, other.nanos);
      return byTime != 0 ? byTime : Boolean.compare(end, other.end);
    }

    void come() {
      long took = nanos - stream.startedNanos;
      if (end) {
        stream.unit.ended(Outcome.OK, nanos);
        stream.windows.of(0, stream.arm).ended(Evidence.SUCCESS, stream.key, nanos - took, nanos);
        stream.windows.tally(0, stream.arm).answered(true, took);
      } else {
        stream.unit.firstToken(nanos);
        stream.windows.tally(0, stream.arm).firstToken(took);
      }
    }
  }
}
