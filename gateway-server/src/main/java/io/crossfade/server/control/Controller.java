package io.crossfade.server.control;

import io.crossfade.core.config.Config;
import io.crossfade.core.config.MigrationConfig;
import io.crossfade.routing.migration.MigrationInput;
import io.crossfade.routing.migration.MigrationState;
import io.crossfade.routing.migration.Phase;
import io.crossfade.routing.migration.Reconciliation;
import io.crossfade.routing.migration.Signal;
import io.crossfade.routing.migration.Step;
import io.crossfade.routing.migration.Transitions;
import io.crossfade.server.control.judging.Judgement;
import io.crossfade.server.control.judging.Keeper;
import io.crossfade.server.control.judging.Outages;
import io.crossfade.server.control.made.Lineup;
import io.crossfade.server.store.StoreWriter;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries inputs to the state machine and what comes of them to calls, to the log and to whoever
 * listens, in this order: callers are safe before anything is written. Control thread only.
 */
final class Controller {
  private static final Logger LOG = LoggerFactory.getLogger(Controller.class);
  private static final String CONFIG = "config";
  private static final String ENGINE = "engine";

  private record Change(MigrationState before, Step.Applied step) {}

  private final Board board;
  private final StoreWriter store;
  private final Announcer announcer;
  private final InstantSource clock;
  private final Keeper keeper;
  private Outages outages = Outages.NONE;

  Controller(
      Board board, StoreWriter store, Announcer announcer, InstantSource clock, Keeper keeper) {
    this.board = board;
    this.store = store;
    this.announcer = announcer;
    this.clock = clock;
    this.keeper = keeper;
  }

  /** Notes in the log whether evidence begins anew, then does what the file asks for. */
  void start() {
    List<Change> changes = new ArrayList<>();
    for (Tracked migration : board.all()) {
      if (Judgement.judges(migration.state)) {
        boolean kept = keeper.restore(migration.state, migration.declared, migration.judgement);
        changes.addAll(steps(migration, ENGINE, List.of(new Signal.Restarted(!kept))));
      }
      changes.addAll(reconcile(migration));
    }
    var _ = inForce(changes);
  }

  /**
   * Puts a file in force with everything that follows from it.
   *
   * @return why not; nothing has changed then
   */
  List<String> apply(Config next) {
    Lineup lineup = board.lineup(next);
    List<String> obstacles = lineup.obstacles(board.states());
    if (!obstacles.isEmpty()) {
      return obstacles;
    }
    board.configure(lineup);
    List<Change> changes = new ArrayList<>();
    for (Tracked migration : board.all()) {
      changes.addAll(reconcile(migration));
    }
    var _ = inForce(changes);
    return List.of();
  }

  /** Sends the timers that are due, and asks the judge about everything that runs. */
  void tick(long nowNanos) {
    outages = outages.asOf(nowNanos);
    for (Tracked migration : board.all()) {
      try {
        tick(migration, nowNanos);
        migration.defective = false;
      } catch (RuntimeException e) {
        report(migration, e);
      }
    }
    for (String provider : outages.down()) {
      leave(provider, nowNanos);
    }
  }

  /** Several migrations found a provider dead: the others to it go back as well. */
  private void leave(String provider, long nowNanos) {
    String found = String.join(", ", outages.finders(provider));
    for (Tracked migration : board.all()) {
      MigrationConfig declared = migration.declared;
      if (declared != null && declared.to().provider().equals(provider)) {
        migration
            .judgement
            .alongWith(found, migration.state, declared, nowNanos)
            .ifPresent(signal -> engine(migration, "judge", signal));
      }
    }
  }

  private void tick(Tracked migration, long nowNanos) {
    Instant due = migration.state.deadlines().timer();
    if (due != null && !clock.instant().isBefore(due)) {
      engine(migration, ENGINE, new Signal.Timer(false));
    }
    migration
        .judgement
        .tick(migration.state, migration.declared, new Judgement.Moment(nowNanos, clock.instant()))
        .ifPresent(signal -> judged(migration, signal, nowNanos));
    keeper.tick(migration.state, migration.declared, migration.judgement);
  }

  private void judged(Tracked migration, Signal signal, long nowNanos) {
    MigrationConfig declared = migration.declared;
    boolean dead = signal instanceof Signal.RollBack back && back.gate().equals(Outages.HEARD);
    if (declared != null && dead) {
      Outages.Finding finding = new Outages.Finding(declared.to().provider(), nowNanos);
      outages = outages.plus(declared.name(), finding);
    }
    engine(migration, "judge", signal);
  }

  /** Writes down what the judge knows, before the end. */
  void keep() {
    for (Tracked migration : board.all()) {
      MigrationConfig declared = migration.declared;
      if (declared != null && Judgement.judges(migration.state)) {
        keeper.save(migration.state, declared, migration.judgement);
      }
    }
  }

  /** A defect must not keep the other migrations from being judged, nor fill the disk. */
  private static void report(Tracked migration, RuntimeException e) {
    if (!migration.defective) {
      LOG.error("migration '{}' is not being judged; roll it back", migration.state.name(), e);
    }
    migration.defective = true;
  }

  /** What cannot be written is not done, unless it is a rollback. */
  private void engine(Tracked migration, String actor, Signal signal) {
    boolean urgent = signal instanceof Signal.RollBack;
    boolean room = migration.pending == null && store.unsaved() < StoreWriter.MAX_UNSAVED;
    if (urgent || room) {
      Step step = Transitions.step(migration.end(), input(actor, signal));
      if (step instanceof Step.Applied applied) {
        var _ = take(migration, applied);
      }
    }
  }

  /** What would come of a request. */
  Step step(Tracked migration, OperatorRequest request) {
    return Transitions.step(migration.end(), input(request.actor(), request.signal()));
  }

  /**
   * Puts a step in force and writes it behind whatever is being written.
   *
   * @return done when it is on disk
   */
  CompletableFuture<Void> take(Tracked migration, Step.Applied step) {
    List<Change> changes = new ArrayList<>();
    if (migration.pending != null) {
      changes.add(new Change(migration.state, migration.pending));
    }
    changes.add(new Change(migration.end(), step));
    migration.pending = null;
    migration.state = step.state();
    changes.addAll(afterwards(migration));
    return inForce(changes);
  }

  /** Puts a step in force that is on disk already. */
  void written(Tracked migration, Step.Applied step) {
    Change change = new Change(migration.state, step);
    migration.pending = null;
    migration.state = step.state();
    List<Change> changes = afterwards(migration);
    board.publish();
    announcer.announce(change.before(), change.step());
    var _ = inForce(changes);
  }

  /** What the file had to wait with; a rollback is not answered with the next attempt. */
  private List<Change> afterwards(Tracked migration) {
    return migration.state.phase() == Phase.ROLLED_BACK ? List.of() : reconcile(migration);
  }

  private List<Change> reconcile(Tracked migration) {
    if (migration.pending != null) {
      return List.of();
    }
    boolean inFile = board.lineup().inFile(migration.state.name());
    if (migration.state.made() && !inFile) {
      return List.of();
    }
    List<Signal> asked =
        migration.declared == null
            ? Reconciliation.removed(migration.state)
            : Reconciliation.declared(migration.declared, migration.state);
    return steps(migration, CONFIG, asked);
  }

  private List<Change> steps(Tracked migration, String actor, List<Signal> signals) {
    List<Change> changes = new ArrayList<>();
    for (Signal signal : signals) {
      switch (Transitions.step(migration.state, input(actor, signal))) {
        case Step.Applied step -> {
          changes.add(new Change(migration.state, step));
          migration.state = step.state();
        }
        case Step.Refused(String message) -> {
          LOG.warn("{}", message);
          return changes;
        }
      }
    }
    return changes;
  }

  /** Publish, then append, then notify; what was decided is written even if publishing fails. */
  private CompletableFuture<Void> inForce(List<Change> changes) {
    List<CompletableFuture<Void>> saved = new ArrayList<>();
    try {
      board.publish();
    } finally {
      changes.forEach(change -> saved.add(store.keep(change.step().event())));
      changes.forEach(change -> announcer.announce(change.before(), change.step()));
    }
    return CompletableFuture.allOf(saved.toArray(CompletableFuture<?>[]::new));
  }

  private MigrationInput input(String actor, Signal signal) {
    return new MigrationInput(clock.instant(), actor, board.config().hash(), signal);
  }
}
