package io.crossfade.core.provider.openai;

import static io.crossfade.core.provider.openai.OpenAiRequests.DIALECT;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.crossfade.core.chat.Tool;
import io.crossfade.core.chat.ToolChoice;
import io.crossfade.core.json.JsonTrees;
import java.util.List;
import java.util.Objects;

/** Prints tools, and how free the model is to call them. */
final class OpenAiTools {
  private OpenAiTools() {}

  static ArrayNode print(List<Tool> tools) {
    ArrayNode printed = JsonTrees.object().arrayNode();
    for (Tool tool : tools) {
      switch (tool) {
        case Tool.Function function -> printed.add(function(function));
        case Tool.Provided provided -> printed.add(provided.raw());
      }
    }
    return printed;
  }

  private static ObjectNode function(Tool.Function function) {
    ObjectNode printed = JsonTrees.object().put("type", "function");
    ObjectNode own = printed.putObject("function").put("name", function.name());
    if (function.description() != null) {
      own.put("description", function.description());
    }
    if (function.schema() != null) {
      own.set("parameters", function.schema());
    }
    if (function.strict() != null) {
      own.put("strict", function.strict());
    }
    function.marks().extras().into(own, DIALECT);
    return printed;
  }

  static JsonNode choice(ToolChoice choice) {
    return switch (choice.mode()) {
      case AUTO -> TextNode.valueOf("auto");
      case NONE -> TextNode.valueOf("none");
      case REQUIRED -> TextNode.valueOf("required");
      case NAMED -> named(Objects.requireNonNullElse(choice.name(), ""));
      case OTHER ->
          Objects.requireNonNullElse(
              choice.raw().get(DIALECT, "tool_choice"), TextNode.valueOf("auto"));
    };
  }

  private static JsonNode named(String name) {
    ObjectNode printed = JsonTrees.object().put("type", "function");
    printed.putObject("function").put("name", name);
    return printed;
  }
}
