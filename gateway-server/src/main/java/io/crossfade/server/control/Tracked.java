package io.crossfade.server.control;

import io.crossfade.core.config.MigrationConfig;
import io.crossfade.routing.migration.MigrationState;
import io.crossfade.routing.migration.Phase;
import io.crossfade.routing.migration.Step;
import io.crossfade.server.control.judging.Judgement;
import io.crossfade.server.control.made.Lineup;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** One migration as the control thread, and nobody else, sees it. */
final class Tracked {
  final Judgement judgement;
  MigrationState state;

  /** What the file in force, or else whoever made it, says; null where nobody does. */
  @Nullable MigrationConfig declared;

  /** A change that is being written and takes effect when it is on disk. */
  Step.@Nullable Applied pending;

  /** What came while a change was being written. */
  final Deque<Runnable> waiting = new ArrayDeque<>();

  /** Whether the last tick met a bug, which is in the log already. */
  boolean defective;

  /** As of which it is part of the lineup. */
  private MigrationState composed;

  Tracked(MigrationState state, int loops) {
    this.state = state;
    composed = state;
    judgement = new Judgement(loops);
  }

  /** Where the log stands, or will stand once the pending change is written. */
  MigrationState end() {
    return pending == null ? state : pending.state();
  }

  /** Whether it is nothing but a name so far. */
  boolean unheardOf() {
    return state.phase() == Phase.NONE && declared == null;
  }

  /** Whether what it adds to the file may be another since {@link #composed}. */
  boolean otherwiseMade() {
    return !Lineup.sameParts(composed, state);
  }

  /** What it adds to the file is in force. */
  void composed() {
    composed = state;
  }

  void follow() {
    if (declared != null) {
      judgement.follow(state, declared);
    }
  }

  MigrationView view() {
    return new MigrationView(
        state, declared, judgement.windows(), judgement.reports(), judgement.judge());
  }
}
