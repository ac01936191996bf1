package io.crossfade.core.provider.cohere;

import java.util.List;

/**
 * What a model's name tells of it.
 *
 * @param name as it is sent
 */
record CohereModel(String name) {

  /** The models from before thinking came; later ones, and those of customers, are asked for it. */
  private static final List<String> WITHOUT_THOUGHTS =
      List.of(
          "command-r",
          "command-light",
          "command-nightly",
          "c4ai-",
          "command-a-03-2025",
          "command-a-vision",
          "command-a-translate");

  /** Whether it thinks, or may: others refuse to be told how much. Source: Cohere, "Models". */
  boolean thinks() {
    return WITHOUT_THOUGHTS.stream().noneMatch(name::startsWith);
  }
}
