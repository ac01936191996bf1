package io.crossfade.core.translate;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whom a request goes to.
 *
 * @param provider its name in the file, for messages
 * @param type its {@code type} in the file, such as {@code openai} or {@code groq}
 * @param basePath path of its base URL, without a trailing slash
 * @param settings what else the file says of it, such as {@code region} or {@code deployment}
 * @param maxOutput most tokens the model can give, or null when the catalogue does not know
 */
public record Site(
    String provider,
    String type,
    String basePath,
    Map<String, String> settings,
    @Nullable Integer maxOutput) {

  public Site {
    settings = Map.copyOf(settings);
  }
}
