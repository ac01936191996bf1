package io.crossfade.core.config;

import java.util.List;

/**
 * What the file says about a model.
 *
 * @param aliases other names callers may use for it
 */
public record ModelConfig(List<String> aliases) {
  public ModelConfig {
    aliases = List.copyOf(aliases);
  }
}
