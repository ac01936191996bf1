package io.crossfade.server.control;

import io.crossfade.core.Verdict;
import io.crossfade.core.config.MigrationConfig;
import io.crossfade.core.config.MigrationConfig.Rollback.Mode;
import io.crossfade.core.config.MigrationConfig.StickyBy;
import io.crossfade.metrics.judge.JudgeInput;
import io.crossfade.metrics.judge.JudgeSettings;
import io.crossfade.metrics.judge.MigrationJudge;
import io.crossfade.metrics.window.Carried;
import io.crossfade.metrics.window.StepReports;
import io.crossfade.metrics.window.StepWindows;
import io.crossfade.routing.migration.MigrationState;
import io.crossfade.routing.migration.Phase;
import io.crossfade.routing.migration.Signal;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * The evidence about one migration, and what the judge makes of it. The windows are replaced when
 * the step or the epoch is another one, and only then. Used on the control thread, except for
 * {@link #judge}.
 */
final class Judgement {
  /** The phases in which the candidate serves callers and somebody may still want to go back. */
  private static final Set<Phase> JUDGED =
      EnumSet.of(
          Phase.RUNNING, Phase.HOLDING, Phase.PAUSED, Phase.AWAITING_CONFIRMATION, Phase.HOLDBACK);

  private final int loops;
  private final MigrationJudge judge = new MigrationJudge();
  private Carried carried = Carried.perCall();
  private StepWindows windows;
  private StepReports reports;
  private int epoch;
  private int step;

  /**
   * @param loops number of event loops
   */
  Judgement(int loops) {
    this.loops = loops;
    windows = new StepWindows(loops, carried);
    reports = new StepReports(windows);
  }

  /** Begins new windows when the migration is in another step or epoch than before. */
  void follow(MigrationState now, MigrationConfig declared) {
    if (now.epoch() != epoch) {
      carried = carried.nextEpoch(declared.stickyBy().source() == StickyBy.Source.REQUEST_ID);
    }
    if (now.epoch() != epoch || now.stepEpoch() != step) {
      windows = new StepWindows(loops, carried);
      reports = new StepReports(windows);
      epoch = now.epoch();
      step = now.stepEpoch();
    }
  }

  /** Whether evidence is gathered about a migration in that state. */
  static boolean judges(MigrationState state) {
    return JUDGED.contains(state.phase()) && state.splitBuckets() > 0;
  }

  /** Looks at the counts so far; empty when nothing follows from them. */
  Optional<Signal> tick(Tracked migration, long nowNanos) {
    reports.tick(nowNanos);
    MigrationState now = migration.state;
    MigrationConfig declared = migration.declared;
    if (declared == null) {
      return Optional.empty();
    }
    JudgeSettings settings = JudgeSettings.of(declared);
    carried.tick(windows, settings.tolerance(), nowNanos);
    if (!judges(now)) {
      return Optional.empty();
    }
    JudgeInput input =
        new JudgeInput(
            nowNanos,
            now.splitBuckets(),
            now.epoch(),
            now.stepEpoch(),
            now.phase() == Phase.HOLDING,
            settings);
    return signal(judge.tick(windows.read(), input), now.phase(), declared.rollback().mode());
  }

  private static Optional<Signal> signal(Verdict verdict, Phase phase, Mode mode) {
    return switch (verdict.action()) {
      case ROLL_BACK ->
          Optional.of(
              new Signal.RollBack(verdict.gate(), mode, verdict.reason(), verdict.numbers()));
      case HOLD ->
          phase == Phase.RUNNING
              ? Optional.of(new Signal.Hold(verdict.gate(), verdict.reason(), verdict.numbers()))
              : Optional.empty();
      case CLEAR -> phase == Phase.HOLDING ? Optional.of(new Signal.Clear()) : Optional.empty();
      case NONE -> Optional.empty();
    };
  }

  StepWindows windows() {
    return windows;
  }

  /** The last minutes of the current step, which any thread may ask for. */
  StepReports reports() {
    return reports;
  }

  /** The judge itself, whose readings and alerts any thread may read. */
  MigrationJudge judge() {
    return judge;
  }
}
