package io.crossfade.loadtest.jmh;

import io.crossfade.core.Arm;
import io.crossfade.core.config.MigrationConfig.CostLimits;
import io.crossfade.core.fault.Evidence;
import io.crossfade.metrics.duration.Tolerance;
import io.crossfade.metrics.judge.JudgeInput;
import io.crossfade.metrics.judge.JudgeSettings;
import io.crossfade.metrics.judge.MigrationJudge;
import io.crossfade.metrics.window.StepWindows;
import java.time.Duration;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What the evidence about one call costs, and one look of the judge at all of it. */
@State(Scope.Thread)
public class WindowBenchmark {
  private static final int SPLIT = 500;
  private static final int CALLS_BETWEEN_TICKS = 20;

  private final JudgeSettings settings =
      new JudgeSettings(
          0.05,
          0.05,
          new Tolerance(1.4, 1.4, 1.1),
          CostLimits.DEFAULT,
          Duration.ofSeconds(30),
          true);
  private final StepWindows counted = new StepWindows(1);
  private final StepWindows judged = new StepWindows(1);
  private final MigrationJudge judge = new MigrationJudge();
  private long now = 1;

  /** One success. */
  @Benchmark
  public void ended() {
    now++;
    counted.of(0, Arm.CONTROL).ended(Evidence.SUCCESS, now, now, now + 1);
  }

  /** One tick over twenty calls that ended since the last. */
  @Benchmark
  public Object tick() {
    for (int call = 0; call < CALLS_BETWEEN_TICKS; call++) {
      Arm arm = call == 0 ? Arm.CANDIDATE : Arm.CONTROL;
      judged.of(0, arm).ended(Evidence.SUCCESS, now, now, now + 1);
    }
    now += MigrationJudge.TICK.toNanos();
    return judge.tick(judged.read(), new JudgeInput(now, SPLIT, 1, 1, false, null, settings));
  }
}
