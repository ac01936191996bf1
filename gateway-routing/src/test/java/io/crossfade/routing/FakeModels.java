package io.crossfade.routing;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Knows four models of two providers, one alias, and the prefix {@code openai/}. */
final class FakeModels implements Models {
  private static final Map<String, String> OWNERS =
      Map.of(
          "gpt-4o", "old",
          "gpt-4o-mini", "old",
          "gpt-5", "old",
          "claude-sonnet-4-5", "claude");
  private static final Map<String, String> NAMES =
      Map.of("fast", "gpt-4o-mini", "openai/gpt-4o", "gpt-4o");

  @Override
  public @Nullable String canonical(String asNamed) {
    return OWNERS.containsKey(asNamed) ? asNamed : NAMES.get(asNamed);
  }

  @Override
  public @Nullable String providerOffering(String canonical) {
    return OWNERS.get(canonical);
  }

  @Override
  public List<String> nearest(String asNamed, int max) {
    return asNamed.startsWith("gpt") ? List.of("gpt-4o", "gpt-5") : List.of();
  }

  @Override
  public Collection<String> ids() {
    return OWNERS.keySet();
  }
}
