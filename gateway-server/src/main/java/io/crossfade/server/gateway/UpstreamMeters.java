package io.crossfade.server.gateway;

import io.crossfade.server.upstream.HttpUpstream;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Says how busy each provider is; providers that a reload removed disappear. */
final class UpstreamMeters {
  private final MultiGauge requests;

  UpstreamMeters(MeterRegistry registry) {
    requests =
        MultiGauge.builder("crossfade.provider.requests")
            .description("Requests with a provider, and those waiting for it to have room")
            .register(registry);
  }

  /** Reads all of them; on the control plane. */
  void refresh(Collection<HttpUpstream> upstreams) {
    List<Row<?>> rows = new ArrayList<>();
    for (HttpUpstream upstream : upstreams) {
      Tags provider = Tags.of("provider", upstream.name());
      rows.add(Row.of(provider.and("state", "in_flight"), upstream.inFlight()));
      rows.add(Row.of(provider.and("state", "queued"), upstream.queued()));
    }
    requests.register(rows, true);
  }
}
