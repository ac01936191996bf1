package io.crossfade.server.control.judging;

import io.crossfade.core.Arm;
import io.crossfade.core.Verdict;
import io.crossfade.core.config.MigrationConfig;
import io.crossfade.core.config.MigrationConfig.Rollback.Mode;
import io.crossfade.core.config.MigrationConfig.StickyBy;
import io.crossfade.metrics.judge.JudgeInput;
import io.crossfade.metrics.judge.JudgeSettings;
import io.crossfade.metrics.judge.MigrationJudge;
import io.crossfade.metrics.judge.advance.StageClock;
import io.crossfade.metrics.judge.alert.Alert;
import io.crossfade.metrics.window.Carried;
import io.crossfade.metrics.window.StepReports;
import io.crossfade.metrics.window.StepWindows;
import io.crossfade.routing.affinity.Conversations;
import io.crossfade.routing.migration.MigrationState;
import io.crossfade.routing.migration.Phase;
import io.crossfade.routing.migration.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The evidence about one migration, and what the judge makes of it. The windows are replaced when
 * the step or the epoch is another one, and only then. Used on the control thread, except for
 * {@link #judge}.
 */
public final class Judgement {
  /** The phases in which the candidate serves callers and somebody may still want to go back. */
  private static final Set<Phase> JUDGED =
      EnumSet.of(
          Phase.RUNNING, Phase.HOLDING, Phase.PAUSED, Phase.AWAITING_CONFIRMATION, Phase.HOLDBACK);

  /** The alert that an arm had no success for a while. */
  private static final String GONE = "unavailable";

  /** How recently the control must have lived when another migration's candidate is dead. */
  private static final Duration OUTAGE = Duration.ofSeconds(60);

  private final int loops;
  private final MigrationJudge judge = new MigrationJudge();
  private final MigrationJudge settledJudge = new MigrationJudge();
  private Carried carried = Carried.perCall();
  private StepWindows windows;
  private Conversations conversations = Conversations.none();
  private StepWindows settled;
  private StepReports reports;
  private boolean kept;
  private int epoch;
  private int step;

  /**
   * @param loops number of event loops
   */
  public Judgement(int loops) {
    this.loops = loops;
    windows = new StepWindows(loops, carried);
    settled = new StepWindows(loops, carried);
    reports = new StepReports(windows);
  }

  /** Begins new windows when the migration is in another step or epoch than before. */
  public void follow(MigrationState now, MigrationConfig declared) {
    boolean keeps = !declared.rollout().conversations().isZero();
    if (now.epoch() != epoch || keeps != kept) {
      kept = keeps;
      conversations = keeps ? Conversations.kept() : Conversations.none();
    }
    if (now.epoch() != epoch) {
      carried = carried.nextEpoch(declared.stickyBy().source() == StickyBy.Source.REQUEST_ID);
    }
    if (now.epoch() != epoch || now.stepEpoch() != step) {
      windows = new StepWindows(loops, carried);
      settled = new StepWindows(loops, carried);
      reports = new StepReports(windows);
      epoch = now.epoch();
      step = now.stepEpoch();
    }
  }

  /** Whether evidence is gathered about a migration in that state. */
  public static boolean judges(MigrationState state) {
    return JUDGED.contains(state.phase()) && state.splitBuckets() > 0;
  }

  /**
   * A tick's time.
   *
   * @param nanos monotonic, for the tests
   * @param now of the day, for deadlines and people
   */
  public record Moment(long nanos, Instant now) {}

  /**
   * Looks at the counts so far; empty when nothing follows from them.
   *
   * @param declared what the file says, without which nothing is judged
   */
  public Optional<Signal> tick(
      MigrationState state, @Nullable MigrationConfig declared, Moment moment) {
    reports.tick(moment.nanos);
    if (declared == null) {
      return Optional.empty();
    }
    JudgeSettings settings = settings(state, declared);
    carried.tick(windows, settings.tolerance(), moment.nanos);
    carried.tickSpending(windows, settings.spendTolerance(), moment.nanos);
    if (!judges(state)) {
      return Optional.empty();
    }
    yieldWhereDown();
    Mode mode = declared.rollback().mode();
    Optional<Signal> signal =
        Verdicts.signal(
            judge.tick(
                windows.read(),
                input(state, moment, settings, Stages.clock(state, declared, moment.now))),
            state,
            mode);
    return signal.isPresent() || !Stages.hasSettled(state)
        ? signal
        : tickSettled(state, moment, settings).map(verdict -> Verdicts.rollBack(verdict, mode));
  }

  /**
   * Goes back because other migrations found the candidate's provider dead, unless the control
   * shows too little life to go back to: three successes begun within a minute, and half of what
   * ended in it.
   *
   * @param others names of those migrations
   */
  public Optional<Signal> alongWith(
      String others, MigrationState state, MigrationConfig declared, long nowNanos) {
    boolean started = windows.read().control().thirdStartNanos() > nowNanos - OUTAGE.toNanos();
    double failing = reports.report(Arm.CONTROL, nowNanos).minute().errorRate();
    if (!judges(state) || !started || !(failing <= 0.5)) {
      return Optional.empty();
    }
    String reason =
        "provider '%s' answers nobody: found by %s".formatted(declared.to().provider(), others);
    return Optional.of(new Signal.RollBack("group", declared.rollback().mode(), reason, "{}"));
  }

  /** What the judge knows of the present epoch, as a text; empty before it looked at anything. */
  Optional<String> remember(MigrationState state, MigrationConfig declared) {
    return judge.remember().map(memory -> EvidenceText.write(settings(state, declared), memory));
  }

  /** Goes on from such a text, unless it is about another epoch or other limits. */
  boolean recall(String text, MigrationState state, MigrationConfig declared, long nanos) {
    JudgeSettings settings = settings(state, declared);
    JudgeInput then =
        new JudgeInput(
            nanos, state.splitBuckets(), state.epoch(), state.stepEpoch(), false, null, settings);
    return EvidenceText.read(text)
        .filter(evidence -> evidence.settings().equals(settings.toString()))
        .filter(evidence -> judge.recall(evidence.memory(), then))
        .isPresent();
  }

  /** A conversation does not stay on an arm that answers nobody. */
  private void yieldWhereDown() {
    boolean control = false;
    boolean candidate = false;
    for (Alert alert : judge.alerts()) {
      boolean gone = alert.name().equals(GONE);
      control |= gone && alert.arm() == Arm.CONTROL;
      candidate |= gone && alert.arm() == Arm.CANDIDATE;
    }
    conversations.down(control, candidate);
  }

  private static JudgeSettings settings(MigrationState state, MigrationConfig declared) {
    JudgeSettings settings = JudgeSettings.of(declared);
    return Stages.hypercare(state, declared) ? settings.tightened() : settings;
  }

  private static JudgeInput input(
      MigrationState state, Moment moment, JudgeSettings settings, @Nullable StageClock stage) {
    return new JudgeInput(
        moment.nanos,
        state.splitBuckets(),
        state.epoch(),
        state.stepEpoch(),
        state.phase() == Phase.HOLDING,
        stage,
        settings);
  }

  /** What earlier phases gave the candidate has no control any more: its own failures decide. */
  private Optional<Verdict> tickSettled(
      MigrationState state, Moment moment, JudgeSettings settings) {
    JudgeInput alone =
        new JudgeInput(
            moment.nanos,
            MigrationState.ALL,
            state.epoch(),
            state.stepEpoch(),
            false,
            null,
            settings);
    Verdict verdict = settledJudge.tick(settled.read(), alone);
    return Optional.of(verdict).filter(said -> said.action() == Verdict.Action.ROLL_BACK);
  }

  /** Calls to which an earlier phase gave the candidate. */
  public StepWindows settled() {
    return settled;
  }

  /** Where running conversations began. */
  public Conversations conversations() {
    return conversations;
  }

  public StepWindows windows() {
    return windows;
  }

  /** The last minutes of the current step, which any thread may ask for. */
  public StepReports reports() {
    return reports;
  }

  /** The judge itself, whose readings and alerts any thread may read. */
  public MigrationJudge judge() {
    return judge;
  }
}
