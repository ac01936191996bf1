package io.crossfade.core.provider.cohere;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.chat.Field;
import io.crossfade.core.chat.Message;
import io.crossfade.core.chat.Message.Role;
import io.crossfade.core.chat.Part;
import io.crossfade.core.json.JsonTrees;
import io.crossfade.core.translate.Losses;
import io.crossfade.core.translate.Turns;
import java.util.ArrayList;
import java.util.List;

/**
 * Prints a conversation: instructions first, results of tools each in a message of its own, and
 * what the model said beside its tool calls as its plan. Source: Cohere, "Chat API" and "Tool use".
 */
final class CohereMessages {
  private final CohereModel model;
  private final CohereParts parts;
  private final Losses losses;
  private final ArrayNode printed = JsonTrees.object().arrayNode();

  CohereMessages(CohereModel model, CohereDocuments documents, Losses losses) {
    this.model = model;
    this.parts = new CohereParts(documents, losses);
    this.losses = losses;
  }

  ArrayNode print(List<Message> messages) {
    say("system", Turns.instructions(messages));
    List<Part> pictures = new ArrayList<>();
    for (Message message : Turns.resultsApart(messages)) {
      if (message.role().instructs()) {
        continue;
      }
      if (holdsResult(message)) {
        result((Part.ToolResult) message.content().getFirst(), pictures);
        continue;
      }
      say("user", pictures);
      pictures.clear();
      said(message);
    }
    say("user", pictures);
    return printed;
  }

  private static boolean holdsResult(Message message) {
    return message.content().size() == 1 && message.content().getFirst() instanceof Part.ToolResult;
  }

  private void said(Message message) {
    if (message.role() == Role.ASSISTANT) {
      assistant(message.content());
    } else {
      say("user", message.content());
    }
  }

  /** Turns without content are refused here, and say nothing. */
  private void say(String role, List<Part> content) {
    JsonNode own = parts.content(content);
    if (own != null) {
      printed.addObject().put("role", role).set("content", own);
    }
  }

  private void assistant(List<Part> content) {
    List<Part> said = new ArrayList<>();
    ObjectNode own = JsonTrees.object().put("role", "assistant");
    ArrayNode calls = own.arrayNode();
    StringBuilder plan = new StringBuilder();
    boolean acts = content.stream().anyMatch(Part.ToolCall.class::isInstance);
    for (Part part : content) {
      switch (part) {
        case Part.ToolCall call -> calls.add(call(call));
        case Part.Reasoning _ when !model.thinks() -> losses.lose(Field.REASONING);
        case Part.Text text when acts -> plan.append(text.text());
        default -> said.add(part);
      }
    }
    JsonNode words = parts.content(said);
    if (words != null) {
      own.set("content", words);
    }
    if (!plan.isEmpty()) {
      own.put("tool_plan", plan.toString());
    }
    if (!calls.isEmpty()) {
      own.set("tool_calls", calls);
    }
    if (own.size() > 1) {
      printed.add(own);
    }
  }

  private static ObjectNode call(Part.ToolCall call) {
    ObjectNode own = JsonTrees.object().put("id", call.id()).put("type", "function");
    own.putObject("function")
        .put("name", call.name())
        .put("arguments", call.arguments().isEmpty() ? "{}" : call.arguments());
    return own;
  }

  /**
   * One result of a tool.
   *
   * @param pictures takes what it may not hold, to follow as the user's
   */
  private void result(Part.ToolResult result, List<Part> pictures) {
    List<Part> texts = new ArrayList<>();
    result.content().forEach(part -> (part instanceof Part.Image ? pictures : texts).add(part));
    JsonNode content = parts.content(texts);
    ObjectNode own = printed.addObject().put("role", "tool").put("tool_call_id", result.callId());
    if (content == null) {
      own.put("content", "");
    } else {
      own.set("content", content);
    }
  }
}
