package io.crossfade.server.gateway;

import io.crossfade.server.store.StoreWriter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** Says whether what happened is on disk. */
final class StoreMeters {
  private StoreMeters() {}

  static void register(MeterRegistry registry, StoreWriter store) {
    Gauge.builder("crossfade.store.durable", store, now -> now.trouble() == null ? 1 : 0)
        .description("1 while every event is on disk, 0 while the store is in trouble")
        .strongReference(true)
        .register(registry);
    Gauge.builder("crossfade.store.unsaved.events", store, StoreWriter::unsaved)
        .description("Events that wait for the store")
        .strongReference(true)
        .register(registry);
  }
}
