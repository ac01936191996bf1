package io.crossfade.server.gateway;

import io.crossfade.metrics.cost.Costs;
import io.crossfade.metrics.export.GatewayMetrics;
import java.time.Duration;

/** Keeps the projected costs true; control thread only. */
final class CostMeters {
  private static final long PERIOD_NANOS = Duration.ofSeconds(5).toNanos();

  private final Costs costs;
  private final GatewayMetrics metrics;
  private long nextNanos = System.nanoTime();

  CostMeters(Costs costs, GatewayMetrics metrics) {
    this.costs = costs;
    this.metrics = metrics;
  }

  void refresh() {
    long now = System.nanoTime();
    if (now - nextNanos >= 0) {
      nextNanos = now + PERIOD_NANOS;
      costs.tick(now);
      metrics.costs(costs.places(now));
    }
  }
}
