package io.crossfade.core.catalog;

import io.crossfade.core.Target;
import io.crossfade.core.config.Config;
import io.crossfade.core.config.Glob;
import io.crossfade.core.config.MigrationConfig;
import io.crossfade.core.config.ProviderConfig;
import java.util.Map;
import java.util.TreeMap;

/** Which provider serves each known model when no route and no migration says otherwise. */
final class Owners {
  private final Map<String, String> owners = new TreeMap<>();

  private Owners() {}

  /** Owners by canonical id, sorted; earlier claims win, the catalogue's before the file's. */
  static Map<String, String> of(Catalog catalog, Config config) {
    Owners owners = new Owners();
    config.providers().values().forEach(provider -> owners.byCatalogue(catalog, provider));
    NamedModels.targets(config).forEach(owners::byTarget);
    config.migrations().forEach(owners::byScope);
    config.models().forEach((id, model) -> model.aliases().forEach(owners.owners::remove));
    return owners.owners;
  }

  private void byCatalogue(Catalog catalog, ProviderConfig provider) {
    provider
        .type()
        .catalogName()
        .ifPresent(name -> catalog.ids(name).forEach(id -> claim(id, provider.name())));
  }

  private void byTarget(Target target) {
    if (target.model() != null) {
      claim(target.model(), target.provider());
    }
  }

  private void byScope(MigrationConfig migration) {
    migration.models().stream()
        .filter(model -> !Glob.isGlob(model))
        .forEach(model -> claim(model, migration.from().provider()));
  }

  private void claim(String model, String provider) {
    owners.putIfAbsent(model, provider);
  }
}
