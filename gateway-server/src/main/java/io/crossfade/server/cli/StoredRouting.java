package io.crossfade.server.cli;

import io.crossfade.core.config.Config;
import io.crossfade.routing.RoutingSnapshot;
import io.crossfade.routing.migration.MigrationState;
import io.crossfade.server.control.Replay;
import io.crossfade.server.control.Routings;
import io.crossfade.server.store.SqliteEventLog;
import io.crossfade.server.store.StoreAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

/**
 * Routing as a gateway would do it that started now, from the file and the store.
 *
 * @param snapshot compiled
 * @param store the store that was read, or would be if it existed
 * @param stored whether it exists
 */
record StoredRouting(RoutingSnapshot snapshot, Path store, boolean stored) {

  static StoredRouting of(Config config, Path data) {
    Path store = StoreAddress.fileOf(config.store(), data);
    boolean stored = Files.exists(store);
    Map<String, MigrationState> states = stored ? read(store) : Map.of();
    return new StoredRouting(Routings.asStarted(config, states, Instant.now()), store, stored);
  }

  String source(Path file) {
    return stored
        ? "the file %s and the store %s".formatted(file, store)
        : "the file %s alone; there is no store at %s yet".formatted(file, store);
  }

  private static Map<String, MigrationState> read(Path store) {
    try (SqliteEventLog log = SqliteEventLog.openReadOnly(store)) {
      return Replay.of(log);
    }
  }
}
