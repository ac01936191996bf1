package io.crossfade.server.gateway;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.crossfade.core.catalog.ModelNames;
import io.crossfade.core.config.MigrationConfig;
import io.crossfade.server.snapshot.Snapshot;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Which model ids may be metric labels: those the configuration or the catalogue knows. Looked up
 * for every call, so all that can be said beforehand is said once for each snapshot.
 */
final class KnownModels implements Predicate<String>, Consumer<Snapshot> {
  private volatile Known known;

  private record Known(ModelNames names, Set<String> candidates) {

    static Known of(Snapshot snapshot) {
      return new Known(
          snapshot.models(),
          snapshot.config().migrations().stream()
              .map(MigrationConfig::to)
              .map(target -> target.model())
              .filter(Objects::nonNull)
              .collect(toUnmodifiableSet()));
    }
  }

  KnownModels(Snapshot first) {
    known = Known.of(first);
  }

  @Override
  public void accept(Snapshot snapshot) {
    known = Known.of(snapshot);
  }

  @Override
  public boolean test(String model) {
    Known now = known;
    return now.names().providerOffering(model) != null || now.candidates().contains(model);
  }
}
