package io.crossfade.server.snapshot;

import io.crossfade.core.catalog.ModelNames;
import io.crossfade.routing.Models;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What routing asks about models, answered by the catalogue and the file. */
public record CatalogModels(ModelNames names) implements Models {

  @Override
  public @Nullable String canonical(String asNamed) {
    return names.canonical(asNamed);
  }

  @Override
  public @Nullable String providerOffering(String canonical) {
    return names.providerOffering(canonical);
  }

  @Override
  public List<String> nearest(String asNamed, int max) {
    return names.nearest(asNamed, max);
  }

  @Override
  public Collection<String> ids() {
    return names.reachable().stream().map(ModelNames.Reachable::id).toList();
  }
}
