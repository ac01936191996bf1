package io.crossfade.core.fault;

import com.fasterxml.jackson.databind.JsonNode;

/** Whose shape an error body has. */
public enum ErrorShape {
  /** {@code {"error":{"message","type","param","code"}}}; all but the message may be missing. */
  OPENAI,
  /** {@code {"type":"error","error":{"type","message"}}}. */
  ANTHROPIC,
  OTHER;

  static ErrorShape of(JsonNode body) {
    JsonNode error = body.path("error");
    if (!error.path("message").isTextual()) {
      return OTHER;
    }
    boolean typed = error.path("type").isTextual();
    if (body.path("type").asText().equals("error")) {
      return typed ? ANTHROPIC : OTHER;
    }
    return typed || error.path("type").isNull() ? OPENAI : OTHER;
  }
}
