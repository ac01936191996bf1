package io.crossfade.core.provider.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.chat.ChatRequest;
import io.crossfade.core.chat.Field;
import io.crossfade.core.chat.Part;
import io.crossfade.core.chat.Tool;
import io.crossfade.core.chat.ToolChoice;
import io.crossfade.core.chat.ToolChoice.Mode;
import io.crossfade.core.json.JsonTrees;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Prints tools, and how free the model is to call them. Source: Amazon Bedrock API Reference,
 * "ToolConfiguration".
 */
record BedrockTools(ChatRequest request, BedrockBlocks blocks) {

  /**
   * Adds {@code toolConfig}, which a conversation with tool calls needs even where it offers none.
   */
  void print(ObjectNode body) {
    Set<String> called = called();
    boolean mustNot = mode() == Mode.NONE;
    if (mustNot && !called.isEmpty()) {
      blocks.losses().lose(Field.TOOL_CHOICE);
    }
    ArrayNode tools = JsonTrees.object().arrayNode();
    if (!mustNot) {
      request.tools().forEach(tool -> add(tool, tools));
    }
    if (tools.isEmpty()) {
      called.forEach(name -> tools.addObject().set("toolSpec", spec(name, null)));
    }
    if (!tools.isEmpty()) {
      body.putObject("toolConfig").set("tools", tools);
      choose(body);
    }
  }

  /** What the conversation holds calls of must be declared. */
  private Set<String> called() {
    Set<String> names = new LinkedHashSet<>();
    request.messages().stream()
        .flatMap(message -> message.content().stream())
        .forEach(
            part -> {
              if (part instanceof Part.ToolCall call) {
                names.add(call.name());
              }
            });
    return names;
  }

  private void add(Tool tool, ArrayNode tools) {
    switch (tool) {
      case Tool.Provided provided -> tools.add(provided.raw());
      case Tool.Function function -> {
        ObjectNode spec = spec(function.name(), function.schema());
        if (function.description() != null && !function.description().isBlank()) {
          spec.put("description", function.description());
        }
        tools.addObject().set("toolSpec", spec);
        blocks.mark(function.marks(), tools);
      }
    }
  }

  /** A schema is required here, and its type with it. */
  private static ObjectNode spec(String name, @Nullable JsonNode schema) {
    ObjectNode spec = JsonTrees.object().put("name", name);
    ObjectNode whole = JsonTrees.object().put("type", "object");
    if (schema instanceof ObjectNode given) {
      whole.setAll(given);
    }
    spec.putObject("inputSchema").set("json", whole);
    return spec;
  }

  private void choose(ObjectNode body) {
    ToolChoice choice = request.toolChoice();
    if (oneAtATime()) {
      printOneAtATime(body);
    } else if (choice != null) {
      ObjectNode printed = JsonTrees.object();
      switch (choice.mode()) {
        case AUTO -> printed.putObject("auto");
        case REQUIRED -> printed.putObject("any");
        case NAMED -> printed.putObject("tool").put("name", choice.name());
        case NONE, OTHER -> {}
      }
      if (!printed.isEmpty()) {
        ((ObjectNode) body.path("toolConfig")).set("toolChoice", printed);
      }
    }
  }

  private boolean oneAtATime() {
    return request.options().has(Field.PARALLEL_TOOL_CALLS)
        && !request.options().isTrue(Field.PARALLEL_TOOL_CALLS);
  }

  /** Converse has no word for it, but Claude takes its own beside a free choice. */
  private void printOneAtATime(ObjectNode body) {
    Mode mode = mode();
    boolean free = mode == null || mode == Mode.AUTO;
    if (blocks.model().family() != BedrockModel.Family.CLAUDE || !free) {
      blocks.losses().lose(Field.PARALLEL_TOOL_CALLS);
      return;
    }
    body.withObjectProperty("additionalModelRequestFields")
        .putObject("tool_choice")
        .put("type", "auto")
        .put("disable_parallel_tool_use", true);
  }

  private @Nullable Mode mode() {
    ToolChoice choice = request.toolChoice();
    return choice == null ? null : choice.mode();
  }
}
