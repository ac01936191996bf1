package io.crossfade.core.catalog;

import io.crossfade.core.Target;
import io.crossfade.core.config.Config;
import io.crossfade.core.config.Glob;
import io.crossfade.core.config.MigrationConfig;
import io.crossfade.core.config.RouteConfig;
import java.util.List;
import java.util.stream.Stream;

/** The models a file names itself, in its own order, globs left out. */
final class NamedModels {
  private NamedModels() {}

  static List<String> of(Config config) {
    Stream<String> models = config.models().keySet().stream();
    Stream<String> routes = config.routes().stream().map(RouteConfig::model);
    Stream<String> scopes = config.migrations().stream().flatMap(m -> m.models().stream());
    Stream<String> targets = targets(config).flatMap(target -> Stream.ofNullable(target.model()));
    return Stream.of(models, routes, scopes, targets)
        .flatMap(names -> names)
        .filter(name -> !Glob.isGlob(name))
        .distinct()
        .toList();
  }

  /** Every {@code provider/model} of the file: controls, candidates, routes, fallbacks. */
  static Stream<Target> targets(Config config) {
    return Stream.of(
            config.migrations().stream().map(MigrationConfig::from),
            config.migrations().stream().map(MigrationConfig::to),
            config.routes().stream().map(RouteConfig::to),
            config.routes().stream().flatMap(route -> route.fallback().stream()))
        .flatMap(targets -> targets);
  }
}
