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
    if (body.path("type").asText().equals("error")) {
      return error.path("type").isTextual() ? ANTHROPIC : OTHER;
    }
    return OPENAI;
  }
}
