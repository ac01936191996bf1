package io.crossfade.server.gateway;

import io.crossfade.server.tap.ModelLabels;
import io.crossfade.server.upstream.HttpUpstream;
import io.crossfade.server.upstream.circuit.Circuit;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.WeakHashMap;

/** Says which providers are not asked for which models, and how often that came to be. */
final class CircuitMeters {
  private final MeterRegistry registry;
  private final ModelLabels labels;
  private final MultiGauge open;
  private final Map<Circuit, Long> counted = new WeakHashMap<>();

  CircuitMeters(MeterRegistry registry, ModelLabels labels) {
    this.registry = registry;
    this.labels = labels;
    this.open =
        MultiGauge.builder("crossfade.circuit.open")
            .description("1 while a provider is not asked for a model because it did not answer")
            .register(registry);
  }

  /** Reads all of them; on the control plane, one at a time. */
  void refresh(Collection<HttpUpstream> upstreams) {
    Map<Tags, Integer> rows = new HashMap<>();
    for (HttpUpstream upstream : upstreams) {
      upstream
          .circuits()
          .all()
          .forEach(
              (model, circuit) -> {
                Tags tags = Tags.of("provider", upstream.name(), "model", labels.of(model));
                rows.merge(tags, circuit.isOpen() ? 1 : 0, Math::max);
                count(tags, circuit);
              });
    }
    open.register(rows.entrySet().stream().map(CircuitMeters::row).toList(), true);
  }

  private void count(Tags tags, Circuit circuit) {
    long now = circuit.openings();
    Long before = counted.put(circuit, now);
    double more = before == null ? now : now - before;
    registry.counter("crossfade.circuit.openings", tags).increment(more);
  }

  private static Row<?> row(Map.Entry<Tags, Integer> entry) {
    return Row.of(entry.getKey(), entry.getValue());
  }
}
