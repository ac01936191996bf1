package io.crossfade.routing.migration;

import static io.crossfade.routing.migration.Phase.ABORTED;
import static io.crossfade.routing.migration.Phase.ANALYZED;
import static io.crossfade.routing.migration.Phase.AWAITING_CONFIRMATION;
import static io.crossfade.routing.migration.Phase.COMPLETED;
import static io.crossfade.routing.migration.Phase.DRAFT;
import static io.crossfade.routing.migration.Phase.HOLDBACK;
import static io.crossfade.routing.migration.Phase.HOLDING;
import static io.crossfade.routing.migration.Phase.NONE;
import static io.crossfade.routing.migration.Phase.PAUSED;
import static io.crossfade.routing.migration.Phase.ROLLED_BACK;
import static io.crossfade.routing.migration.Phase.RUNNING;
import static io.crossfade.routing.migration.Phase.SCHEDULED;
import static io.crossfade.routing.migration.Phase.SHADOWING;
import static java.util.Map.entry;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The migration's state machine, as one pure function: no clock, no locks, no logging.
 *
 * <p>{@link #TAKEN_IN} says which state listens to what; the three {@code …Steps} classes say what
 * then happens, and may still refuse for a reason that lies in the input.
 */
public final class Transitions {
  private static final Set<Phase> LIVE = EnumSet.of(RUNNING, HOLDING, HOLDBACK);
  private static final Set<Phase> MOVABLE = EnumSet.of(RUNNING, HOLDING, PAUSED);
  private static final Set<Phase> CREATED = EnumSet.complementOf(EnumSet.of(NONE));

  private static final Map<Class<? extends Signal>, Set<Phase>> TAKEN_IN =
      Map.ofEntries(
          entry(Signal.Create.class, EnumSet.of(NONE, ABORTED)),
          entry(Signal.Analyzed.class, EnumSet.of(DRAFT)),
          entry(Signal.Configure.class, EnumSet.of(DRAFT, ANALYZED)),
          entry(Signal.Adopt.class, CREATED),
          entry(Signal.Execute.class, EnumSet.of(DRAFT, ANALYZED, SCHEDULED)),
          entry(Signal.ExecuteAt.class, EnumSet.of(DRAFT, ANALYZED)),
          entry(Signal.Unschedule.class, EnumSet.of(SCHEDULED)),
          entry(
              Signal.Timer.class,
              EnumSet.of(SCHEDULED, SHADOWING, AWAITING_CONFIRMATION, HOLDBACK)),
          entry(Signal.ShadowFailed.class, EnumSet.of(SHADOWING)),
          entry(Signal.Advance.class, EnumSet.of(RUNNING)),
          entry(Signal.Hold.class, EnumSet.of(RUNNING)),
          entry(Signal.Clear.class, EnumSet.of(HOLDING)),
          entry(Signal.RollBack.class, with(LIVE, PAUSED, AWAITING_CONFIRMATION)),
          entry(Signal.Confirm.class, EnumSet.of(AWAITING_CONFIRMATION)),
          entry(Signal.Dismiss.class, EnumSet.of(AWAITING_CONFIRMATION)),
          entry(Signal.Promote.class, LIVE),
          entry(Signal.Pause.class, with(LIVE, AWAITING_CONFIRMATION)),
          entry(Signal.Resume.class, EnumSet.of(PAUSED, ROLLED_BACK)),
          entry(
              Signal.OperatorRollback.class,
              with(LIVE, PAUSED, AWAITING_CONFIRMATION, SHADOWING, COMPLETED)),
          entry(Signal.SetSplit.class, with(MOVABLE, ROLLED_BACK)),
          entry(Signal.Reload.class, CREATED),
          entry(Signal.ConfigChanged.class, MOVABLE),
          entry(Signal.Replan.class, with(MOVABLE, ROLLED_BACK)),
          entry(Signal.Abort.class, EnumSet.complementOf(EnumSet.of(NONE, COMPLETED, ABORTED))),
          entry(Signal.Compact.class, EnumSet.of(COMPLETED, ROLLED_BACK, ABORTED)),
          entry(Signal.Restarted.class, CREATED));

  private Transitions() {}

  /** What comes of an input; the state itself is never changed. */
  public static Step step(MigrationState now, MigrationInput input) {
    Edit next = listens(now, input.signal()) ? next(now, input) : null;
    if (next == null) {
      return new Step.Refused(Refusals.message(now, input));
    }
    MigrationState state = next.done();
    return new Step.Applied(state, EventLine.of(now, input, state), next.effects());
  }

  private static boolean listens(MigrationState now, Signal signal) {
    return TAKEN_IN.getOrDefault(signal.getClass(), Set.of()).contains(now.phase());
  }

  /** The next state, or null where the input asks for what this state cannot give. */
  private static @Nullable Edit next(MigrationState now, MigrationInput input) {
    return switch (input.signal()) {
      case Signal.Create create -> LaunchSteps.create(now, create);
      case Signal.Analyzed analyzed -> LaunchSteps.analyzed(now, analyzed);
      case Signal.Configure configure -> LaunchSteps.configure(now, configure);
      case Signal.Adopt _ -> now.made() ? now.edit().settings(null) : null;
      case Signal.Execute execute -> LaunchSteps.execute(now, execute, input.at());
      case Signal.ExecuteAt later -> LaunchSteps.executeAt(now, later);
      case Signal.Unschedule _ -> now.edit().enter(ANALYZED);
      case Signal.Timer timer -> LaunchSteps.timer(now, timer, input.at());
      case Signal.ShadowFailed failed ->
          now.edit().enter(ANALYZED).because("shadow", failed.reason());
      case Signal.Advance _ -> StageSteps.advance(now, input.at());
      case Signal.Hold hold -> JudgeSteps.hold(now, hold, input.at());
      case Signal.Clear _ -> JudgeSteps.clear(now, input.at());
      case Signal.RollBack verdict -> JudgeSteps.rollBack(now, verdict, input.at());
      case Signal.Confirm _ -> JudgeSteps.confirmed(now);
      case Signal.Dismiss dismiss -> JudgeSteps.dismiss(now, dismiss, input);
      case Signal.Promote _ -> StageSteps.promote(now, input.at());
      case Signal.Pause pause ->
          now.edit().interrupt(PAUSED, input.at()).because("operator", pause.reason());
      case Signal.Resume _ -> StageSteps.resume(now, input.at());
      case Signal.OperatorRollback back -> StageSteps.rolledBack(now, "operator", back.reason());
      case Signal.SetSplit split -> StageSteps.setSplit(now, split, input.at());
      case Signal.Reload reload -> StageSteps.reload(now, reload, input.at());
      case Signal.ConfigChanged changed ->
          StageSteps.begin(now.edit().plan(changed.plan()), changed.plan(), input.at());
      case Signal.Replan replan -> StageSteps.replan(now, replan.plan(), input.at());
      case Signal.Abort abort ->
          now.edit().enter(ABORTED).because("aborted", abort.reason()).split(0);
      case Signal.Compact compact -> compact.state().equals(now) ? now.edit() : null;
      case Signal.Restarted began -> began.anew() ? now.edit().otherEvidence() : now.edit();
    };
  }

  private static Set<Phase> with(Set<Phase> phases, Phase... more) {
    Set<Phase> all = EnumSet.copyOf(phases);
    all.addAll(Set.of(more));
    return all;
  }
}
