package io.crossfade.core.config;

import io.crossfade.core.Target;
import java.util.List;

/**
 * Which provider serves a model outside any migration.
 *
 * @param model glob over canonical model ids: {@code *} stands for any run of characters
 * @param to first choice
 * @param fallback asked in order when the first choice fails before its commit
 */
public record RouteConfig(String model, Target to, List<Target> fallback) {
  public RouteConfig {
    fallback = List.copyOf(fallback);
  }
}
