package io.crossfade.core.provider.anthropic;

import static io.crossfade.core.provider.anthropic.AnthropicRequests.DIALECT;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.chat.ChatRequest;
import io.crossfade.core.chat.Field;
import io.crossfade.core.chat.Tool;
import io.crossfade.core.chat.ToolChoice;
import io.crossfade.core.json.JsonTrees;
import org.jspecify.annotations.Nullable;

/** Prints tools, and how free the model is to call them. */
final class AnthropicTools {
  private AnthropicTools() {}

  static void print(ChatRequest request, ObjectNode body) {
    if (request.tools().isEmpty()) {
      return;
    }
    ArrayNode tools = body.putArray("tools");
    for (Tool tool : request.tools()) {
      switch (tool) {
        case Tool.Function function -> tools.add(function(function));
        case Tool.Provided provided -> tools.add(provided.raw());
      }
    }
    ObjectNode choice = choice(request.toolChoice());
    if (request.options().has(Field.PARALLEL_TOOL_CALLS)
        && !request.options().isTrue(Field.PARALLEL_TOOL_CALLS)) {
      choice = choice.isEmpty() ? choice.put("type", "auto") : choice;
      choice.put("disable_parallel_tool_use", true);
    }
    if (!choice.isEmpty()) {
      body.set("tool_choice", choice);
    }
  }

  private static JsonNode function(Tool.Function function) {
    ObjectNode printed = JsonTrees.object().put("name", function.name());
    if (function.description() != null) {
      printed.put("description", function.description());
    }
    printed.set("input_schema", schema(function.schema()));
    if (function.strict() != null) {
      printed.put("strict", function.strict());
    }
    return AnthropicParts.marked(printed, function.marks());
  }

  /** A schema is required here, and its type with it. */
  private static ObjectNode schema(@Nullable JsonNode schema) {
    if (schema instanceof ObjectNode given && given.has("type")) {
      return given;
    }
    ObjectNode whole = JsonTrees.object().put("type", "object");
    return schema instanceof ObjectNode given ? whole.setAll(given) : whole;
  }

  private static ObjectNode choice(@Nullable ToolChoice choice) {
    ObjectNode printed = JsonTrees.object();
    if (choice == null) {
      return printed;
    }
    switch (choice.mode()) {
      case AUTO -> printed.put("type", "auto");
      case NONE -> printed.put("type", "none");
      case REQUIRED -> printed.put("type", "any");
      case NAMED -> printed.put("type", "tool").put("name", choice.name());
      case OTHER -> {}
    }
    choice.raw().into(printed, DIALECT);
    return printed;
  }
}
