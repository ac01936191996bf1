package io.crossfade.server.store;

import io.crossfade.routing.migration.MigrationEvent;
import java.time.Instant;

/** Events that need no machine behind them. */
final class Events {
  private Events() {}

  static MigrationEvent event(String migration, long seq) {
    return new MigrationEvent(
        seq,
        migration,
        Instant.ofEpochMilli(1_800_000_000_123L + seq),
        "config",
        "SetSplit",
        "{\"split\":0.05}",
        "running",
        "running",
        500,
        "0123456789abcdef",
        1);
  }
}
