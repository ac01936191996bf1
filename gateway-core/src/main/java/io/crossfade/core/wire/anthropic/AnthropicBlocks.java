package io.crossfade.core.wire.anthropic;

import static io.crossfade.core.wire.anthropic.AnthropicMessagesRequests.DIALECT;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.chat.Citation;
import io.crossfade.core.chat.Field;
import io.crossfade.core.chat.Part;
import io.crossfade.core.json.JsonTrees;
import io.crossfade.core.translate.Losses;
import org.jspecify.annotations.Nullable;

/** Prints the blocks of an answer, whole or as a stream begins them. */
record AnthropicBlocks(Losses losses) {

  /** The block, or null for what has no form here. */
  @Nullable ObjectNode print(Part part) {
    ObjectNode block =
        switch (part) {
          case Part.Text text -> text(text);
          case Part.Refusal refusal -> typed("text").put("text", refusal.text());
          case Part.Reasoning thought -> thought(thought);
          case Part.ToolCall call -> call(call);
          case Part.Opaque opaque -> opaque(opaque);
          case Part.Image _, Part.Audio _, Part.Document _, Part.ToolResult _ -> other();
        };
    if (block != null && !(part instanceof Part.Opaque)) {
      part.marks().extras().into(block, DIALECT);
    }
    return block;
  }

  private static ObjectNode typed(String type) {
    return JsonTrees.object().put("type", type);
  }

  private ObjectNode text(Part.Text text) {
    ObjectNode block = typed("text").put("text", text.text());
    ArrayNode citations = block.arrayNode();
    for (Citation citation : text.citations()) {
      ObjectNode printed = citation(citation);
      if (printed != null) {
        citations.add(printed);
      }
    }
    if (!citations.isEmpty()) {
      block.set("citations", citations);
    }
    return block;
  }

  /** Sources of other dialects lack what a citation must have here. */
  @Nullable ObjectNode citation(Citation citation) {
    if (!citation.raw().dialect().equals(DIALECT)) {
      losses.drop(Field.CITATIONS, "content.citations");
      return null;
    }
    ObjectNode printed = JsonTrees.object();
    citation.raw().into(printed, DIALECT);
    return printed;
  }

  private static ObjectNode thought(Part.Reasoning thought) {
    String seal = thought.signature() == null ? "" : thought.signature().givenTo(DIALECT);
    return thought.hidden()
        ? typed("redacted_thinking").put("data", seal)
        : typed("thinking").put("thinking", thought.text()).put("signature", seal);
  }

  private static ObjectNode call(Part.ToolCall call) {
    ObjectNode block = typed("tool_use").put("id", call.id()).put("name", call.name());
    block.set("input", input(call.arguments()));
    if (call.signature() != null) {
      block.put("signature", call.signature().givenTo(DIALECT));
    }
    return block;
  }

  private static JsonNode input(String arguments) {
    JsonNode parsed = arguments.isEmpty() ? JsonTrees.object() : JsonTrees.parse(arguments);
    return parsed instanceof ObjectNode ? parsed : JsonTrees.object().put("arguments", arguments);
  }

  private @Nullable ObjectNode opaque(Part.Opaque opaque) {
    if (opaque.dialect().equals(DIALECT) && opaque.raw() instanceof ObjectNode raw) {
      return raw;
    }
    losses.drop(Field.PROVIDER_CONTENT, "content." + opaque.type());
    return null;
  }

  private @Nullable ObjectNode other() {
    losses.drop(Field.PROVIDER_CONTENT, "content");
    return null;
  }
}
