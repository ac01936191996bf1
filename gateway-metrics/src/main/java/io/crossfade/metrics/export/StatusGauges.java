package io.crossfade.metrics.export;

import io.crossfade.metrics.cost.CostKey;
import io.crossfade.metrics.cost.CostKey.Place;
import io.crossfade.metrics.cost.CostReport;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Gauges the control plane sets as a whole, so that what is gone from a reload is gone here. */
final class StatusGauges {
  /** Every state of a migration, so that each has a series and the sum over them is 1. */
  private static final List<String> STATES =
      List.of(
          "draft",
          "analyzed",
          "scheduled",
          "shadowing",
          "running",
          "holding",
          "paused",
          "awaiting_confirmation",
          "holdback",
          "completed",
          "rolled_back",
          "aborted");

  private final MultiGauge split;
  private final MultiGauge state;
  private final MultiGauge alerts;
  private final MultiGauge available;
  private final MultiGauge projected;

  StatusGauges(MeterRegistry registry) {
    split = gauge(registry, "crossfade.split.ratio", "Share of traffic on the candidate");
    state = gauge(registry, "crossfade.migration.state", "1 for the state a migration is in");
    alerts = gauge(registry, "crossfade.alerts.active", "1 for each alert that is raised");
    available = gauge(registry, "crossfade.provider.available", "1 if calls may be sent there");
    projected =
        gauge(
            registry,
            "crossfade.cost.usd.projected.month",
            "30.4 times what the last 24 hours cost, in US dollars");
  }

  /** Shows what a month will cost, of those it is known of. */
  synchronized void costs(Map<CostKey, CostReport> reports) {
    List<Row<?>> rows = new ArrayList<>();
    reports.forEach(
        (key, report) -> {
          if (key instanceof Place place && Double.isFinite(report.projectedMonth())) {
            rows.add(Row.of(tags(place), report.projectedMonth()));
          }
        });
    projected.register(rows, true);
  }

  private static Tags tags(Place place) {
    return Tags.of(
        "migration", place.migration(),
        "arm", place.arm().label(),
        "provider", place.provider(),
        "model", place.model());
  }

  synchronized void migrations(Collection<MigrationStatus> migrations) {
    List<Row<?>> splits = new ArrayList<>();
    List<Row<?>> states = new ArrayList<>();
    List<Row<?>> raised = new ArrayList<>();
    for (MigrationStatus migration : migrations) {
      Tags tags = Tags.of("migration", migration.name());
      splits.add(Row.of(tags, migration.splitRatio()));
      for (String each : STATES) {
        states.add(Row.of(tags.and("state", each), each.equals(migration.state()) ? 1 : 0));
      }
      for (String alert : migration.alerts()) {
        raised.add(Row.of(tags.and("alert", alert), 1));
      }
    }
    split.register(splits, true);
    state.register(states, true);
    alerts.register(raised, true);
  }

  synchronized void providers(Collection<ProviderStatus> providers) {
    List<Row<?>> rows = new ArrayList<>();
    for (ProviderStatus each : providers) {
      Tags tags = Tags.of("provider", each.provider(), "model", each.model());
      rows.add(Row.of(tags, each.available() ? 1 : 0));
    }
    available.register(rows, true);
  }

  private static MultiGauge gauge(MeterRegistry registry, String name, String description) {
    return MultiGauge.builder(name).description(description).register(registry);
  }
}
