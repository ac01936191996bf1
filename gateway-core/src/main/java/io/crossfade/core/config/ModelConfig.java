package io.crossfade.core.config;

import io.crossfade.core.usage.Price;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the file says about a model.
 *
 * @param aliases other names callers may use for it
 * @param price what it costs, in place of the catalogue's list price; null where that holds
 */
public record ModelConfig(List<String> aliases, @Nullable Price price) {
  public ModelConfig {
    aliases = List.copyOf(aliases);
  }
}
