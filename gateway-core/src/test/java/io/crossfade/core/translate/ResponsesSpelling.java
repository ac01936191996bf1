package io.crossfade.core.translate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.json.JsonTrees;
import java.util.Map;

/** Requests of OpenAI's responses in one spelling, before {@link Canonical} compares them. */
final class ResponsesSpelling {
  /** What its reference gives as the values of fields that are left out. */
  private static final Map<String, String> DEFAULTS =
      Map.of(
          "store", "false",
          "background", "false",
          "parallel_tool_calls", "true",
          "top_p", "1",
          "top_logprobs", "0",
          "truncation", "disabled",
          "service_tier", "auto",
          "metadata", "");

  private ResponsesSpelling() {}

  static ObjectNode of(ObjectNode request) {
    ObjectNode body = request.deepCopy();
    DEFAULTS.forEach(
        (name, value) -> {
          if (body.has(name)
              && body.path(name).asText().equals(value)
              && body.path(name).isEmpty()) {
            body.remove(name);
          }
        });
    if (body.path("text") instanceof ObjectNode text
        && text.path("format").path("type").asText().equals("text")) {
      text.remove("format");
    }
    ArrayNode items = body.arrayNode();
    JsonNode input = body.path("input");
    if (input.isTextual()) {
      items.add(item(JsonTrees.object().put("role", "user").set("content", input)));
    }
    input.forEach(item -> items.add(Canonical.of(item((ObjectNode) item))));
    body.set("input", items);
    return body;
  }

  private static ObjectNode item(ObjectNode item) {
    if (item.has("role")) {
      item.put("type", "message");
      boolean system = item.path("role").asText().equals("system");
      item.put("role", system ? "developer" : item.path("role").asText());
      boolean said = item.path("role").asText().equals("assistant");
      parts(item, "content", said ? "output_text" : "input_text");
    }
    parts(item, "output", "input_text");
    return item;
  }

  private static void parts(ObjectNode item, String name, String type) {
    JsonNode text = item.path(name);
    if (text.isTextual()) {
      item.set(
          name,
          item.arrayNode().add(JsonTrees.object().put("type", type).put("text", text.asText())));
    }
  }
}
