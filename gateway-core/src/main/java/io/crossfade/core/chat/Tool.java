package io.crossfade.core.chat;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** A tool the model may ask for. */
public sealed interface Tool {

  /**
   * A function the caller runs.
   *
   * @param description what it is for, or null
   * @param schema JSON Schema of its arguments, or null when it takes none
   * @param strict whether arguments must follow the schema exactly, or null for the usual
   */
  record Function(
      String name,
      @Nullable String description,
      @Nullable JsonNode schema,
      @Nullable Boolean strict,
      Marks marks)
      implements Tool {}

  /**
   * A tool the provider runs, or one of a shape only he knows.
   *
   * @param type its name there, for reports
   */
  record Provided(String dialect, String type, JsonNode raw) implements Tool {}
}
