package io.crossfade.server.control;

import io.crossfade.core.catalog.Catalog;
import io.crossfade.core.catalog.ModelNames;
import io.crossfade.core.config.Config;
import io.crossfade.core.config.MigrationConfig;
import io.crossfade.routing.RoutingSnapshot;
import io.crossfade.routing.migration.MigrationInput;
import io.crossfade.routing.migration.MigrationState;
import io.crossfade.routing.migration.Reconciliation;
import io.crossfade.routing.migration.Signal;
import io.crossfade.routing.migration.Step;
import io.crossfade.routing.migration.Transitions;
import io.crossfade.server.control.made.Lineup;
import io.crossfade.server.snapshot.CatalogModels;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Routing as a gateway would do it that started now; nothing is written and nothing is served. */
public final class Routings {
  private Routings() {}

  /**
   * Compiles what a start with this file and these states would put in force.
   *
   * @param states what the log adds up to, by migration
   */
  public static RoutingSnapshot asStarted(
      Config config, Map<String, MigrationState> states, Instant now) {
    Lineup lineup = Lineup.of(config, states.values());
    List<MigrationState> started =
        lineup.config().migrations().stream()
            .map(
                declared ->
                    asked(
                        declared,
                        states.getOrDefault(declared.name(), MigrationState.none(declared.name())),
                        now,
                        lineup.inFile(declared.name())))
            .toList();
    return RoutingSnapshot.compile(
        1,
        lineup.config(),
        new CatalogModels(ModelNames.of(Catalog.builtIn(), lineup.config())),
        started);
  }

  private static MigrationState asked(
      MigrationConfig declared, MigrationState stored, Instant now, boolean inFile) {
    if (!inFile) {
      return stored;
    }
    MigrationState state = stored;
    for (Signal signal : Reconciliation.declared(declared, stored)) {
      MigrationInput input = new MigrationInput(now, "config", "", signal);
      if (Transitions.step(state, input) instanceof Step.Applied applied) {
        state = applied.state();
      }
    }
    return state;
  }
}
