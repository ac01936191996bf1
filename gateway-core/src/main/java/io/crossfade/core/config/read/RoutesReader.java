package io.crossfade.core.config.read;

import io.crossfade.core.Target;
import io.crossfade.core.config.Glob;
import io.crossfade.core.config.RouteConfig;
import io.crossfade.core.config.read.declared.Declared;
import io.crossfade.core.config.read.declared.Targets;
import io.crossfade.core.config.yaml.Keys;
import io.crossfade.core.config.yaml.Words;
import io.crossfade.core.config.yaml.YamlMap;
import io.crossfade.core.config.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code routes}. */
final class RoutesReader {
  private static final Keys KEYS = Keys.of("model", "to", "fallback");

  private final Declared declared;
  private final Targets targets;

  RoutesReader(Declared declared) {
    this.declared = declared;
    this.targets = new Targets(declared);
  }

  List<RouteConfig> read(List<YamlNode> items) {
    List<RouteConfig> routes = new ArrayList<>();
    for (YamlNode item : items) {
      YamlMap map = item.map(KEYS);
      RouteConfig route = map == null ? null : route(map);
      if (route != null) {
        warnIfHidden(route, item, routes);
        routes.add(route);
      }
    }
    return List.copyOf(routes);
  }

  private @Nullable RouteConfig route(YamlMap map) {
    YamlNode modelNode = map.require("model", "\"gpt-*\"");
    String model = modelNode == null ? null : Words.filled(modelNode);
    Target to = targets.read(map.require("to", "NAME"));
    List<Target> fallback = fallback(map.items("fallback"), to);
    return model == null || to == null
        ? null
        : new RouteConfig(declared.canonical(model), to, fallback);
  }

  private List<Target> fallback(List<YamlNode> items, @Nullable Target to) {
    List<Target> fallback = new ArrayList<>();
    for (YamlNode item : items) {
      Target target = targets.read(item);
      if (target != null) {
        fallback.add(target);
        if (to != null) {
          targets.refuseUntranslatable(item, to, target);
        }
      }
    }
    return fallback;
  }

  private static void warnIfHidden(RouteConfig route, YamlNode item, List<RouteConfig> earlier) {
    if (earlier.stream().anyMatch(before -> Glob.matches(before.model(), route.model()))) {
      item.warning(
          item.path() + " is never reached: a route above takes the same models",
          "move it up, or remove it");
    }
  }
}
