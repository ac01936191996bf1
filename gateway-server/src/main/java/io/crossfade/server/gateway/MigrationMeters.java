package io.crossfade.server.gateway;

import io.crossfade.metrics.export.GatewayMetrics;
import io.crossfade.metrics.export.MigrationStatus;
import io.crossfade.routing.migration.MigrationEvent;
import io.crossfade.routing.migration.MigrationState;
import io.crossfade.routing.migration.Phase;
import io.crossfade.server.control.MigrationView;
import io.crossfade.server.control.Migrations;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Keeps the gauges of migrations true, and counts their rollbacks. */
record MigrationMeters(GatewayMetrics metrics, Migrations migrations)
    implements Consumer<MigrationEvent> {
  private static final double BUCKETS = MigrationState.ALL;

  @Override
  public void accept(MigrationEvent event) {
    boolean wentBack = event.to().equals(Phase.ROLLED_BACK.label());
    if (wentBack && !event.from().equals(event.to())) {
      metrics.rolledBack(event.migration(), reason(event.migration()));
    }
    refresh();
  }

  void refresh() {
    metrics.migrations(
        migrations.views().values().stream()
            .filter(view -> view.declared() != null)
            .map(MigrationMeters::status)
            .toList());
  }

  private String reason(String migration) {
    MigrationView view = migrations.views().get(migration);
    return view == null ? "" : view.state().reason();
  }

  private static MigrationStatus status(MigrationView view) {
    MigrationState state = view.state();
    return new MigrationStatus(
        state.name(),
        state.phase().label(),
        state.splitBuckets() / BUCKETS,
        view.judge().alerts().stream()
            .map(alert -> alert.name())
            .collect(Collectors.toUnmodifiableSet()));
  }
}
