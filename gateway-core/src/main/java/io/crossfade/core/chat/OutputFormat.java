package io.crossfade.core.chat;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** What the answer's text must look like. */
public sealed interface OutputFormat {

  /** Free text, said explicitly. */
  record Free() implements OutputFormat {}

  /** Any JSON object. */
  record AnyJson() implements OutputFormat {}

  /**
   * JSON that follows a schema.
   *
   * @param name of the schema, or null where its dialect has none
   * @param strict whether the schema must be followed exactly, or null for the usual
   * @param extras fields only its own dialect knows
   */
  record Schema(
      @Nullable String name,
      @Nullable String description,
      JsonNode schema,
      @Nullable Boolean strict,
      Extras extras)
      implements OutputFormat {}

  /** A format only its own dialect knows. */
  record Other(Extras raw) implements OutputFormat {}
}
