package io.crossfade.core.provider.cohere;

import static io.crossfade.core.provider.cohere.CohereRequests.DIALECT;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.chat.ChatRequest;
import io.crossfade.core.chat.Field;
import io.crossfade.core.chat.Tool;
import io.crossfade.core.chat.ToolChoice;
import io.crossfade.core.chat.ToolChoice.Mode;
import io.crossfade.core.json.JsonTrees;
import io.crossfade.core.translate.Losses;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Prints tools, and how free the model is to call them. Sources: Cohere API reference, "Chat";
 * Cohere, "Structured outputs (tools)".
 */
final class CohereTools {
  private CohereTools() {}

  static void print(ChatRequest request, ObjectNode body, Losses losses) {
    ToolChoice choice = request.toolChoice();
    List<Tool.Function> tools =
        request.tools().stream()
            .filter(Tool.Function.class::isInstance)
            .map(Tool.Function.class::cast)
            .filter(tool -> mayBeCalled(tool, choice))
            .toList();
    if (tools.isEmpty()) {
      if (!request.tools().isEmpty()) {
        losses.lose(Field.TOOL_CHOICE);
      }
      return;
    }
    ArrayNode printed = body.putArray("tools");
    tools.forEach(tool -> printed.add(function(tool)));
    strict(tools, body, losses);
    choice(choice, body);
    if (request.options().has(Field.PARALLEL_TOOL_CALLS)
        && !request.options().isTrue(Field.PARALLEL_TOOL_CALLS)) {
      losses.lose(Field.PARALLEL_TOOL_CALLS);
    }
  }

  /** No tool can be named here: where one must be called, it is the only one on offer. */
  private static boolean mayBeCalled(Tool.Function tool, @Nullable ToolChoice choice) {
    return choice == null || choice.mode() != Mode.NAMED || tool.name().equals(choice.name());
  }

  private static ObjectNode function(Tool.Function function) {
    ObjectNode printed = JsonTrees.object().put("type", "function");
    ObjectNode own = printed.putObject("function").put("name", function.name());
    if (function.description() != null) {
      own.put("description", function.description());
    }
    if (function.schema() == null) {
      own.putObject("parameters").put("type", "object").putObject("properties");
    } else {
      own.set("parameters", function.schema());
    }
    function.marks().extras().into(own, DIALECT);
    return printed;
  }

  /** All tools are strict here or none, and a strict one needs a field that is required. */
  private static void strict(List<Tool.Function> tools, ObjectNode body, Losses losses) {
    if (tools.stream().noneMatch(CohereTools::wantsStrict)) {
      return;
    }
    if (tools.stream().allMatch(tool -> wantsStrict(tool) && requiresSome(tool))) {
      body.put("strict_tools", true);
    } else {
      losses.lose(Field.TOOL_STRICT);
    }
  }

  private static boolean wantsStrict(Tool.Function tool) {
    return Boolean.TRUE.equals(tool.strict());
  }

  private static boolean requiresSome(Tool.Function tool) {
    return tool.schema() != null && !tool.schema().path("required").isEmpty();
  }

  private static void choice(@Nullable ToolChoice choice, ObjectNode body) {
    if (choice == null) {
      return;
    }
    switch (choice.mode()) {
      case REQUIRED, NAMED -> body.put("tool_choice", "REQUIRED");
      case NONE -> body.put("tool_choice", "NONE");
      case AUTO, OTHER -> {}
    }
  }
}
