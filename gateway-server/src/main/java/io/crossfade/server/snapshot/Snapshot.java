package io.crossfade.server.snapshot;

import io.crossfade.core.catalog.ModelNames;
import io.crossfade.core.catalog.PriceBook;
import io.crossfade.core.config.Config;
import io.crossfade.metrics.window.StepWindows;
import io.crossfade.routing.RoutingSnapshot;
import io.crossfade.routing.affinity.Conversations;
import java.util.List;

/**
 * Everything a call has to know about the configuration and the migrations. A call takes it once
 * and carries it, so nothing changes under its feet.
 *
 * @param revision grows with every change, from 1
 * @param config file in force
 * @param models what callers' model names mean under it
 * @param prices what models cost under it
 * @param routing where calls go
 * @param windows where outcomes of a migration are counted, by the slot of its route; another
 *     object only when the step or the evidence epoch is another
 * @param settled the same for calls whose share an earlier phase has settled
 * @param conversations where running conversations began, by slot; another object in another
 *     evidence epoch
 */
public record Snapshot(
    long revision,
    Config config,
    ModelNames models,
    PriceBook prices,
    RoutingSnapshot routing,
    List<StepWindows> windows,
    List<StepWindows> settled,
    List<Conversations> conversations) {

  public Snapshot {
    windows = List.copyOf(windows);
    settled = List.copyOf(settled);
    conversations = List.copyOf(conversations);
  }
}
