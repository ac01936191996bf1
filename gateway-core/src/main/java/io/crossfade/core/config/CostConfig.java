package io.crossfade.core.config;

import java.util.List;

/**
 * What costs are added up by, beside arms, models and tenants.
 *
 * @param tags names of the tags that are told apart, in file order; all others are left out
 */
public record CostConfig(List<String> tags) {
  public static final CostConfig DEFAULT = new CostConfig(List.of());

  public CostConfig {
    tags = List.copyOf(tags);
  }
}
