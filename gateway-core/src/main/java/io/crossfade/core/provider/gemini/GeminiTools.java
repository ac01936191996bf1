package io.crossfade.core.provider.gemini;

import static io.crossfade.core.provider.gemini.GeminiRequests.DIALECT;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.chat.ChatRequest;
import io.crossfade.core.chat.Field;
import io.crossfade.core.chat.Tool;
import io.crossfade.core.chat.ToolChoice;
import io.crossfade.core.json.JsonTrees;
import io.crossfade.core.translate.Losses;

/** Prints tools, and how free the model is to call them. Source: Gemini API, "Tool". */
final class GeminiTools {
  private GeminiTools() {}

  static void print(ChatRequest request, ObjectNode body, Losses losses) {
    ArrayNode tools = body.arrayNode();
    ArrayNode functions = body.arrayNode();
    for (Tool tool : request.tools()) {
      switch (tool) {
        case Tool.Function function -> functions.add(function(function));
        case Tool.Provided provided -> tools.add(provided.raw());
      }
    }
    if (!functions.isEmpty()) {
      tools.addObject().set("functionDeclarations", functions);
      onlyOneAtATime(request, losses);
    }
    webSearch(request, tools, losses);
    if (!tools.isEmpty()) {
      body.set("tools", tools);
    }
    ToolChoice choice = request.toolChoice();
    if (choice != null && !functions.isEmpty()) {
      body.set("toolConfig", choice(choice));
    }
  }

  private static ObjectNode function(Tool.Function function) {
    ObjectNode printed = JsonTrees.object().put("name", function.name());
    if (function.description() != null) {
      printed.put("description", function.description());
    }
    if (function.schema() != null) {
      printed.set("parametersJsonSchema", function.schema());
    }
    function.marks().extras().into(printed, DIALECT);
    return printed;
  }

  private static void onlyOneAtATime(ChatRequest request, Losses losses) {
    JsonNode parallel = request.options().get(Field.PARALLEL_TOOL_CALLS);
    if (parallel != null && !parallel.asBoolean()) {
      losses.lose(Field.PARALLEL_TOOL_CALLS);
    }
  }

  /** A search can be asked for, but not told where to look and how much to read. */
  private static void webSearch(ChatRequest request, ArrayNode tools, Losses losses) {
    JsonNode search = request.options().get(Field.WEB_SEARCH);
    if (search != null) {
      tools.addObject().putObject("googleSearch");
      search
          .fieldNames()
          .forEachRemaining(name -> losses.lose(Field.UNKNOWN, "web_search_options." + name));
    }
  }

  private static ObjectNode choice(ToolChoice choice) {
    ObjectNode printed = JsonTrees.object();
    ObjectNode config = printed.putObject("functionCallingConfig");
    switch (choice.mode()) {
      case AUTO, OTHER -> config.put("mode", "AUTO");
      case NONE -> config.put("mode", "NONE");
      case REQUIRED -> config.put("mode", "ANY");
      case NAMED -> config.put("mode", "ANY").putArray("allowedFunctionNames").add(choice.name());
    }
    choice.raw().into(config, DIALECT);
    return printed;
  }
}
