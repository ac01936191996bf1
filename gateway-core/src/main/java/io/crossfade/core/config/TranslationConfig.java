package io.crossfade.core.config;

import io.crossfade.core.chat.Field;
import java.util.Set;

/**
 * How strictly calls are translated.
 *
 * @param refused fields that are refused where a provider has no words for them, although calls can
 *     do without them
 */
public record TranslationConfig(Set<Field> refused) {
  public static final TranslationConfig DEFAULT = new TranslationConfig(Set.of());

  public TranslationConfig {
    refused = Set.copyOf(refused);
  }
}
