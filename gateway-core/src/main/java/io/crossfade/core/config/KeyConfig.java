package io.crossfade.core.config;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A gateway key.
 *
 * @param id name of the key, which may serve as a cohort key; never its secret
 * @param key the secret callers send
 * @param tenant whom it belongs to, or null
 * @param may rights beyond plain calls: {@code pin}, {@code explain}
 * @param tags what costs of its calls are added up by, by name
 */
public record KeyConfig(
    String id, Secret key, @Nullable String tenant, Set<String> may, Map<String, String> tags) {
  public KeyConfig {
    may = Set.copyOf(may);
    tags = Map.copyOf(tags);
  }
}
