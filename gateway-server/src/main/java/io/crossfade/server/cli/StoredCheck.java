package io.crossfade.server.cli;

import io.crossfade.core.config.Config;
import io.crossfade.core.config.MigrationConfig;
import io.crossfade.core.config.StoreConfig;
import io.crossfade.core.config.read.Whereabouts;
import io.crossfade.core.config.yaml.Place;
import io.crossfade.routing.migration.MigrationState;
import io.crossfade.server.control.Replay;
import io.crossfade.server.control.made.Lineup;
import io.crossfade.server.explain.Itinerary;
import io.crossfade.server.store.EventLog;
import io.crossfade.server.store.EventLogs;
import io.crossfade.server.store.StoreException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a file means beside the migrations that were made through the management API, and lie in the
 * store.
 *
 * @param file its name, for messages
 * @param text of the file
 * @param config the same, read
 */
record StoredCheck(Path file, String text, Config config) {

  /**
   * What was found.
   *
   * @param lines to be printed
   * @param fits whether everything that was made can go on with this file
   */
  record Found(List<String> lines, boolean fits) {
    static final Found NOTHING = new Found(List.of(), true);
  }

  /**
   * Looks into the store; one that does not exist yet has nothing to say.
   *
   * @param reach whether also a store on another machine is asked
   */
  Found find(Path data, boolean reach) {
    if (!reach && config.store() instanceof StoreConfig.Postgresql) {
      return Found.NOTHING;
    }
    try (EventLog log = EventLogs.openReadOnly(config.store(), data)) {
      return of(Replay.of(log));
    } catch (StoreException e) {
      if (e.kind() == StoreException.Kind.GONE) {
        return Found.NOTHING;
      }
      throw e;
    }
  }

  Found of(Map<String, MigrationState> states) {
    Lineup lineup = Lineup.of(config, states.values());
    List<String> lines = new ArrayList<>();
    Map<String, Place> places = Whereabouts.ofMigrations(text);
    for (MigrationState state : states.values()) {
      Place place = places.get(state.name());
      if (state.made() && place != null) {
        lines.add(taken(state, place));
      } else if (state.made()) {
        lines.add(
            "migration '%s' was made through the management API, and is %s"
                .formatted(state.name(), state.phase().label()));
        MigrationConfig made = lineup.declared().get(state.name());
        if (made != null) {
          lines.addAll(Itinerary.of(made));
        }
      }
    }
    lineup.warnings().forEach(warning -> lines.add("warning: " + warning));
    List<String> obstacles = lineup.obstacles(states.values());
    lines.addAll(obstacles);
    return new Found(List.copyOf(lines), obstacles.isEmpty());
  }

  private String taken(MigrationState state, Place place) {
    return "warning: %s:%d:%d: migration '%s' was also made through the management API, and is %s there; the file takes it over; give it another name to keep both"
        .formatted(file, place.line(), place.column(), state.name(), state.phase().label());
  }
}
