package io.crossfade.core.wire.anthropic;

import static io.crossfade.core.wire.anthropic.AnthropicMessagesRequests.DIALECT;

import com.fasterxml.jackson.databind.JsonNode;
import io.crossfade.core.chat.Extras;
import io.crossfade.core.chat.Marks;
import io.crossfade.core.chat.Tool;
import io.crossfade.core.chat.ToolChoice;
import io.crossfade.core.chat.ToolChoice.Mode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads the tools of a request, and how free the model is to call them. */
final class AnthropicTools {
  private static final Set<String> KNOWN =
      Set.of("type", "name", "description", "input_schema", "strict", "cache_control");
  private static final Set<String> KNOWN_CHOICE =
      Set.of("type", "name", "disable_parallel_tool_use");

  private AnthropicTools() {}

  static List<Tool> read(JsonNode tools) {
    List<Tool> all = new ArrayList<>(tools.size());
    for (JsonNode tool : tools) {
      String type = tool.path("type").asText("custom");
      all.add(type.equals("custom") ? function(tool) : new Tool.Provided(DIALECT, type, tool));
    }
    return all;
  }

  private static Tool function(JsonNode tool) {
    JsonNode description = tool.path("description");
    JsonNode schema = tool.path("input_schema");
    JsonNode strict = tool.path("strict");
    return new Tool.Function(
        tool.path("name").asText(),
        description.isTextual() ? description.asText() : null,
        schema.isObject() ? schema : null,
        strict.isBoolean() ? strict.asBoolean() : null,
        new Marks(AnthropicParts.cache(tool), Extras.beyond(KNOWN, tool, DIALECT)));
  }

  static ToolChoice choice(JsonNode choice) {
    Extras rest = Extras.beyond(KNOWN_CHOICE, choice, DIALECT);
    return switch (choice.path("type").asText()) {
      case "auto" -> new ToolChoice(Mode.AUTO, null, rest);
      case "none" -> new ToolChoice(Mode.NONE, null, rest);
      case "any" -> new ToolChoice(Mode.REQUIRED, null, rest);
      case "tool" -> new ToolChoice(Mode.NAMED, choice.path("name").asText(), rest);
      default -> new ToolChoice(Mode.OTHER, null, Extras.beyond(Set.of(), choice, DIALECT));
    };
  }
}
