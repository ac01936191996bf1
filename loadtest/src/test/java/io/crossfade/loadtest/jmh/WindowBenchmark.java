package io.crossfade.loadtest.jmh;

import io.crossfade.core.Arm;
import io.crossfade.core.config.MigrationConfig.CostLimits;
import io.crossfade.core.fault.Evidence;
import io.crossfade.core.fault.Outcome;
import io.crossfade.metrics.duration.Tolerance;
import io.crossfade.metrics.judge.JudgeInput;
import io.crossfade.metrics.judge.JudgeSettings;
import io.crossfade.metrics.judge.MigrationJudge;
import io.crossfade.metrics.spend.Expense;
import io.crossfade.metrics.window.Carried;
import io.crossfade.metrics.window.InFlight;
import io.crossfade.metrics.window.StepWindows;
import io.crossfade.metrics.window.Unit;
import java.time.Duration;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What the evidence about one call costs, and one look of the judge at all of it. */
@State(Scope.Thread)
public class WindowBenchmark {
  private static final int SPLIT = 500;
  private static final int CALLS_BETWEEN_TICKS = 20;
  private static final int TO_KNOW_THE_CONTROL = 1_000;
  private static final long TOKEN_NANOS = Duration.ofMillis(50).toNanos();
  private static final long ANSWER_NANOS = Duration.ofMillis(200).toNanos();
  private static final Expense EXPENSE = new Expense(1_000, 1_000, 100);

  private final JudgeSettings settings =
      new JudgeSettings(
          0.05,
          0.05,
          new Tolerance(1.4, 1.4, 1.1),
          CostLimits.DEFAULT,
          Duration.ofSeconds(30),
          true);
  private final Carried carried = Carried.perCall();
  private final InFlight inFlight = new InFlight();
  private final StepWindows counted = new StepWindows(1, carried);
  private final StepWindows judged = new StepWindows(1, carried);
  private final MigrationJudge judge = new MigrationJudge();
  private long now = 1;

  /** The control is known, so that every time and cost is held against it. */
  public WindowBenchmark() {
    for (int call = 0; call < TO_KNOW_THE_CONTROL; call++) {
      stream(counted, Arm.CONTROL);
    }
    carried.tick(counted, settings.tolerance(), now);
    carried.tickSpending(counted, settings.spendTolerance(), now);
  }

  /** One success, counted. */
  @Benchmark
  public void ended() {
    now++;
    counted.of(0, Arm.CONTROL).ended(Evidence.SUCCESS, now, now, now + 1);
  }

  /** Everything that is noted about one stream, from its beginning to its end. */
  @Benchmark
  public void stream() {
    stream(counted, Arm.CONTROL);
  }

  private void stream(StepWindows windows, Arm arm) {
    now++;
    long started = now - ANSWER_NANOS;
    Unit unit = windows.unit(0, arm, true, started);
    inFlight.add(unit);
    unit.firstToken(started + TOKEN_NANOS);
    unit.ended(Outcome.OK, now);
    windows.of(0, arm).ended(Evidence.SUCCESS, now, started, now);
    windows.spending(0, arm).add(EXPENSE);
    windows.tally(0, arm).ended(Outcome.OK);
    windows.tally(0, arm).answered(true, ANSWER_NANOS);
    windows.tally(0, arm).firstToken(TOKEN_NANOS);
  }

  /** One tick over twenty streams that ended since the last. */
  @Benchmark
  public Object tick() {
    for (int call = 0; call < CALLS_BETWEEN_TICKS; call++) {
      stream(judged, call == 0 ? Arm.CANDIDATE : Arm.CONTROL);
    }
    now += MigrationJudge.TICK.toNanos();
    carried.tick(judged, settings.tolerance(), now);
    carried.tickSpending(judged, settings.spendTolerance(), now);
    return judge.tick(judged.read(), new JudgeInput(now, SPLIT, 1, 1, false, null, settings));
  }
}
