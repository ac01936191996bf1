package io.crossfade.core.config;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A gateway key.
 *
 * @param id name of the key, which may serve as a cohort key; never its secret
 * @param key the secret callers send
 * @param tenant whom it belongs to, or null
 * @param may rights beyond plain calls: {@code pin}, {@code explain}
 */
public record KeyConfig(String id, Secret key, @Nullable String tenant, Set<String> may) {
  public KeyConfig {
    may = Set.copyOf(may);
  }
}
