package io.crossfade.server.cli;

import io.crossfade.core.Target;
import io.crossfade.core.config.Config;
import io.crossfade.core.config.MigrationConfig;
import io.crossfade.core.config.RouteConfig;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Every provider of a file, with every model the file sends there by name. */
final class ConnectTargets {
  private final Set<Target> targets = new LinkedHashSet<>();

  private ConnectTargets() {}

  static Set<Target> of(Config config) {
    ConnectTargets all = new ConnectTargets();
    for (MigrationConfig migration : config.migrations()) {
      all.add(migration.from(), migration.models());
      all.add(migration.to(), migration.models());
    }
    for (RouteConfig route : config.routes()) {
      all.add(route.to(), List.of(route.model()));
      route.fallback().forEach(target -> all.add(target, List.of(route.model())));
    }
    config.providers().keySet().forEach(all::addUnlessNamed);
    return all.targets;
  }

  /** A target without a model of its own is sent the one that callers name. */
  private void add(Target target, List<String> named) {
    if (target.model() != null) {
      targets.add(target);
      return;
    }
    named.stream()
        .filter(model -> !model.contains("*"))
        .forEach(model -> targets.add(new Target(target.provider(), model)));
  }

  private void addUnlessNamed(String provider) {
    if (targets.stream().noneMatch(target -> target.provider().equals(provider))) {
      targets.add(new Target(provider, null));
    }
  }
}
