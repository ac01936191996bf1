package io.crossfade.core;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A gateway key's owner; never its secret.
 *
 * @param keyId id of the key, or null when the data port asks for none
 * @param tenant the key's tenant, or null
 * @param may what the key is allowed beyond plain calls: {@code pin}, {@code explain}
 * @param tags what costs of its calls are added up by, by name
 */
public record Caller(
    @Nullable String keyId, @Nullable String tenant, Set<String> may, Map<String, String> tags) {
  public static final Caller ANYONE = new Caller(null, null, Set.of(), Map.of());

  public Caller {
    may = Set.copyOf(may);
    tags = Map.copyOf(tags);
  }
}
