package io.crossfade.core.wire.responses;

import static io.crossfade.core.wire.responses.ResponsesRequests.DIALECT;
import static io.crossfade.core.wire.responses.ResponsesRequests.beyond;
import static io.crossfade.core.wire.responses.ResponsesRequests.given;
import static io.crossfade.core.wire.responses.ResponsesRequests.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.chat.Extras;
import io.crossfade.core.chat.Marks;
import io.crossfade.core.chat.Tool;
import io.crossfade.core.chat.ToolChoice;
import io.crossfade.core.chat.ToolChoice.Mode;
import io.crossfade.core.json.JsonTrees;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the tools of a request, and how free the model is to call them; and says them back. */
final class ResponsesTools {
  private static final Set<String> KNOWN =
      Set.of("type", "name", "description", "parameters", "strict");
  private static final Set<String> KNOWN_SEARCH =
      Set.of("type", "search_context_size", "user_location");

  private ResponsesTools() {}

  /** All tools but a plain web search, which is a setting. */
  static List<Tool> read(JsonNode tools) {
    List<Tool> all = new ArrayList<>(tools.size());
    for (JsonNode tool : tools) {
      String type = tool.path("type").asText();
      if (type.equals("function")) {
        all.add(function(tool));
      } else if (!isPlainSearch(tool)) {
        all.add(new Tool.Provided(DIALECT, type, tool));
      }
    }
    return all;
  }

  private static Tool function(JsonNode tool) {
    JsonNode schema = tool.path("parameters");
    JsonNode strict = tool.path("strict");
    return new Tool.Function(
        tool.path("name").asText(),
        text(tool.path("description")),
        given(schema) ? schema : null,
        given(strict) ? strict.asBoolean() : null,
        Marks.of(beyond(KNOWN, tool)));
  }

  /** A search of the whole web; one of some places only is a tool nobody else has. */
  private static boolean isPlainSearch(JsonNode tool) {
    return tool.path("type").asText().startsWith("web_search")
        && beyond(KNOWN_SEARCH, tool).isEmpty();
  }

  /** The settings of a plain web search as OpenAI's chat has them; empty when none is offered. */
  static Optional<JsonNode> webSearch(JsonNode tools) {
    for (JsonNode tool : tools) {
      if (isPlainSearch(tool)) {
        return Optional.of(search(tool));
      }
    }
    return Optional.empty();
  }

  private static JsonNode search(JsonNode tool) {
    ObjectNode settings = JsonTrees.object();
    JsonNode size = tool.path("search_context_size");
    if (given(size) && !size.asText().equals("medium")) {
      settings.set("search_context_size", size);
    }
    Extras place = beyond(Set.of("type"), tool.path("user_location"));
    if (!place.isEmpty()) {
      ObjectNode location = settings.putObject("user_location").put("type", "approximate");
      place.into(location.putObject("approximate"), DIALECT);
    }
    return settings;
  }

  static ToolChoice choice(JsonNode choice) {
    return switch (choice.isTextual() ? choice.asText() : choice.path("type").asText()) {
      case "auto" -> new ToolChoice(Mode.AUTO);
      case "none" -> new ToolChoice(Mode.NONE);
      case "required" -> new ToolChoice(Mode.REQUIRED);
      case "function" -> new ToolChoice(Mode.NAMED, choice.path("name").asText(), Extras.NONE);
      default -> new ToolChoice(Mode.OTHER, null, Extras.of(DIALECT, "tool_choice", choice));
    };
  }

  /** The tools as an answer repeats them. */
  static ArrayNode print(List<Tool> tools) {
    ArrayNode all = JsonTrees.object().arrayNode();
    for (Tool tool : tools) {
      switch (tool) {
        case Tool.Function function -> all.add(print(function));
        case Tool.Provided provided -> all.add(provided.raw());
      }
    }
    return all;
  }

  private static ObjectNode print(Tool.Function function) {
    ObjectNode printed = JsonTrees.object().put("type", "function").put("name", function.name());
    printed.put("description", function.description());
    printed.set("parameters", function.schema());
    return printed.put("strict", function.strict());
  }

  /** The choice as an answer repeats it. */
  static JsonNode print(@Nullable ToolChoice choice) {
    ObjectNode printed = JsonTrees.object();
    if (choice == null) {
      return printed.textNode("auto");
    }
    return switch (choice.mode()) {
      case AUTO -> printed.textNode("auto");
      case NONE -> printed.textNode("none");
      case REQUIRED -> printed.textNode("required");
      case NAMED -> printed.put("type", "function").put("name", choice.name());
      case OTHER -> choice.raw().fields().getOrDefault("tool_choice", printed.textNode("auto"));
    };
  }
}
