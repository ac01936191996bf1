package io.crossfade.server.gateway;

import io.crossfade.core.Arm;
import io.crossfade.core.Target;
import io.crossfade.core.config.MigrationConfig;
import io.crossfade.metrics.export.GatewayMetrics;
import io.crossfade.server.snapshot.Snapshot;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Shows the counters of everything configured at zero before traffic comes, so that the first
 * failure is a step from 0 to 1 and not a series that appears from nowhere.
 */
record ConfiguredMeters(GatewayMetrics metrics) implements Consumer<Snapshot> {
  private static final List<String> ROLLBACK_REASONS =
      List.of(
          "wire",
          "error",
          "rejection",
          "latency",
          "ttft",
          "cost",
          "bill",
          "spend",
          "unavailable",
          "group",
          "operator");

  @Override
  public void accept(Snapshot snapshot) {
    snapshot.config().migrations().forEach(this::show);
  }

  private void show(MigrationConfig migration) {
    metrics.mayRollBack(migration.name(), ROLLBACK_REASONS);
    migration.models().forEach(model -> show(migration, model));
  }

  private void show(MigrationConfig migration, String model) {
    if (model.indexOf('*') >= 0) {
      return;
    }
    Target to = migration.to();
    metrics.calls(migration.name(), Arm.CONTROL, migration.from().provider(), model);
    metrics.calls(
        migration.name(),
        Arm.CANDIDATE,
        to.provider(),
        Objects.requireNonNullElse(to.model(), model));
  }
}
