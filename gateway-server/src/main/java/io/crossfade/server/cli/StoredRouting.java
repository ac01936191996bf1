package io.crossfade.server.cli;

import io.crossfade.core.config.Config;
import io.crossfade.routing.RoutingSnapshot;
import io.crossfade.routing.migration.MigrationState;
import io.crossfade.server.control.Replay;
import io.crossfade.server.control.Routings;
import io.crossfade.server.store.EventLog;
import io.crossfade.server.store.EventLogs;
import io.crossfade.server.store.StoreException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Routing as a gateway would do it that started now, from the file and the store.
 *
 * @param snapshot compiled
 * @param store the store that was read, or would be if it existed
 * @param stored whether it exists
 */
record StoredRouting(RoutingSnapshot snapshot, String store, boolean stored) {

  static StoredRouting of(Config config, Path data) {
    Optional<Map<String, MigrationState>> stored = read(config, data);
    return new StoredRouting(
        Routings.asStarted(config, stored.orElse(Map.of()), Instant.now()),
        EventLogs.place(config.store(), data),
        stored.isPresent());
  }

  String source(Path file) {
    return stored
        ? "the file %s and the store %s".formatted(file, store)
        : "the file %s alone; there is no store at %s yet".formatted(file, store);
  }

  private static Optional<Map<String, MigrationState>> read(Config config, Path data) {
    try (EventLog log = EventLogs.openReadOnly(config.store(), data)) {
      return Optional.of(Replay.of(log));
    } catch (StoreException e) {
      if (e.kind() == StoreException.Kind.GONE) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
