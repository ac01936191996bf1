package io.crossfade.routing.migration;

import io.crossfade.core.config.MigrationConfig;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What the file asks of a migration, given where it stands. Asking is free: the answer is empty
 * once the file and the state agree, so it may be asked at the start, after every reload and after
 * every event.
 *
 * <ul>
 *   <li>A new migration is created and runs at once at its split, 0 % included.
 *   <li>The same declaration asks for nothing, whatever operators have done since: a split set by
 *       hand outlives a reload that does not touch it, and a rollback stays.
 *   <li>Another split moves the traffic, and lifts a rollback or a pause.
 *   <li>Another schedule goes on from where the migration stands; after a rollback one with other
 *       splits begins at its first step.
 *   <li>Another target, salt or cohort key starts new evidence at the declared split; after a
 *       rollback only together with another split, since the latch is about the split.
 *   <li>A migration gone from the file is aborted; should it come back, it starts afresh. A
 *       rollback is not forgotten this way: a rolled-back one waits, and comes back rolled back.
 *   <li>One that is completed, or aborted by an operator, stays so under that name.
 *   <li>One that was made through the management API belongs to the file from then on, and goes on
 *       where it stands, latches included; a draft begins, and so does one that was aborted.
 *   <li>While a rollback awaits its confirmation nothing is asked; afterwards it is asked again.
 * </ul>
 */
public final class Reconciliation {
  /** Why a migration that left the file was aborted; such a name may be created again. */
  static final String REMOVED = "it is no longer in the configuration";

  private Reconciliation() {}

  /** Signals to apply in order, each to the state the one before has led to; actor is the file. */
  public static List<Signal> declared(MigrationConfig declared, MigrationState now) {
    List<Signal> signals = new ArrayList<>(3);
    boolean adopts = now.made() && now.phase() != Phase.ABORTED;
    if (adopts) {
      signals.add(new Signal.Adopt());
    }
    Plan plan = Plan.of(declared);
    boolean waits = adopts && now.phase() == Phase.ANALYZED;
    signals.addAll(waits ? List.of(new Signal.Configure(plan), start(plan)) : asked(plan, now));
    return List.copyOf(signals);
  }

  private static List<Signal> asked(Plan plan, MigrationState now) {
    return switch (now.phase()) {
      case NONE -> launch(plan);
      case DRAFT -> List.of(new Signal.Configure(plan), start(plan));
      case ABORTED -> now.made() || now.detail().equals(REMOVED) ? launch(plan) : List.of();
      case RUNNING, HOLDING, PAUSED -> moved(plan, now);
      case ROLLED_BACK -> plan.sharesOtherwise(now.planned()) ? moved(plan, now) : List.of();
      case SCHEDULED -> plan.equals(now.planned()) ? List.of() : rescheduled(plan);
      case ANALYZED, SHADOWING, AWAITING_CONFIRMATION, HOLDBACK, COMPLETED -> List.of();
    };
  }

  /** Signals for a migration that the file once declared and no longer does. */
  public static List<Signal> removed(MigrationState now) {
    return switch (now.phase()) {
      case NONE, ROLLED_BACK, COMPLETED, ABORTED -> List.of();
      default -> List.of(new Signal.Abort(REMOVED));
    };
  }

  private static List<Signal> launch(Plan plan) {
    return List.of(new Signal.Create(plan), start(plan));
  }

  private static Signal start(Plan plan) {
    Instant later = plan.executeAt();
    return later == null ? new Signal.Execute(true) : new Signal.ExecuteAt(later, true);
  }

  private static List<Signal> rescheduled(Plan plan) {
    return List.of(new Signal.Unschedule(), new Signal.Configure(plan), start(plan));
  }

  private static List<Signal> moved(Plan plan, MigrationState now) {
    boolean latched = now.phase() == Phase.ROLLED_BACK;
    boolean moves = plan.movesCallers(now.planned());
    if (latched && !plan.fixed()) {
      return List.of(new Signal.Replan(plan));
    }
    List<Signal> signals = new ArrayList<>(2);
    if (latched || !moves) {
      signals.addAll(staged(plan, now.planned(), moves));
    }
    if (moves) {
      signals.add(new Signal.ConfigChanged(plan));
    }
    return List.copyOf(signals);
  }

  /** Another fixed split is a move; all else is another plan for what already runs. */
  private static List<Signal> staged(Plan plan, Plan old, boolean moves) {
    int split = plan.firstSplit();
    boolean set = plan.fixed() && (!old.fixed() || split != old.firstSplit());
    boolean planned = plan.equals(set ? old.withSplit(split) : old);
    List<Signal> signals = new ArrayList<>(2);
    if (set) {
      signals.add(new Signal.SetSplit(split, true));
    }
    if (!planned && !moves) {
      signals.add(new Signal.Replan(plan));
    }
    return signals;
  }
}
