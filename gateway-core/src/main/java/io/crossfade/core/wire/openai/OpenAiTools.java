package io.crossfade.core.wire.openai;

import static io.crossfade.core.wire.openai.OpenAiChatRequests.DIALECT;
import static io.crossfade.core.wire.openai.OpenAiChatRequests.given;
import static io.crossfade.core.wire.openai.OpenAiChatRequests.text;

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
final class OpenAiTools {
  private static final Set<String> KNOWN = Set.of("name", "description", "parameters", "strict");

  private OpenAiTools() {}

  static List<Tool> read(JsonNode tools) {
    List<Tool> all = new ArrayList<>(tools.size());
    for (JsonNode tool : tools) {
      String type = tool.path("type").asText();
      all.add(
          tool.path("function").isObject()
              ? function(tool)
              : new Tool.Provided(DIALECT, type, tool));
    }
    return all;
  }

  private static Tool function(JsonNode tool) {
    JsonNode function = tool.path("function");
    JsonNode schema = function.path("parameters");
    JsonNode strict = function.path("strict");
    return new Tool.Function(
        function.path("name").asText(),
        text(function.path("description")),
        given(schema) ? schema : null,
        given(strict) ? strict.asBoolean() : null,
        new Marks(OpenAiMessages.cache(tool), Extras.beyond(KNOWN, function, DIALECT)));
  }

  static ToolChoice choice(JsonNode choice) {
    return switch (choice.isTextual() ? choice.asText() : choice.path("type").asText()) {
      case "auto" -> new ToolChoice(Mode.AUTO);
      case "none" -> new ToolChoice(Mode.NONE);
      case "required" -> new ToolChoice(Mode.REQUIRED);
      case "function" ->
          new ToolChoice(Mode.NAMED, choice.path("function").path("name").asText(), Extras.NONE);
      default -> new ToolChoice(Mode.OTHER, null, Extras.of(DIALECT, "tool_choice", choice));
    };
  }
}
