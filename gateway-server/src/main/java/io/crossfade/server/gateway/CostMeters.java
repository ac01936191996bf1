package io.crossfade.server.gateway;

import io.crossfade.metrics.export.GatewayMetrics;
import io.crossfade.server.usage.CostArchive;
import java.time.Duration;

/** Keeps the projected costs true, and has costs written down; control thread only. */
final class CostMeters {
  private static final long PERIOD_NANOS = Duration.ofSeconds(5).toNanos();

  private final CostArchive costs;
  private final GatewayMetrics metrics;
  private long nextNanos = System.nanoTime();

  CostMeters(CostArchive costs, GatewayMetrics metrics) {
    this.costs = costs;
    this.metrics = metrics;
  }

  void refresh() {
    long now = System.nanoTime();
    if (now - nextNanos >= 0) {
      nextNanos = now + PERIOD_NANOS;
      costs.tick();
      metrics.costs(costs.reports());
    }
  }
}
