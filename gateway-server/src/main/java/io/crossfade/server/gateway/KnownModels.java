package io.crossfade.server.gateway;

import io.crossfade.server.snapshot.Snapshot;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Which model ids may be metric labels: those the configuration or the catalogue knows. */
record KnownModels(Supplier<Snapshot> snapshots) implements Predicate<String> {

  @Override
  public boolean test(String model) {
    Snapshot snapshot = snapshots.get();
    return snapshot.models().providerOffering(model) != null
        || snapshot.config().migrations().stream().anyMatch(m -> model.equals(m.to().model()));
  }
}
