package io.crossfade.core.provider.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.chat.Message;
import io.crossfade.core.chat.Message.Role;
import io.crossfade.core.chat.Part;
import io.crossfade.core.json.JsonTrees;
import io.crossfade.core.translate.Losses;
import io.crossfade.core.translate.Turns;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Prints a conversation: instructions in a field of their own, user and model in turn. A result is
 * known by its function's name, which is looked up in the calls before it.
 */
final class GeminiContents {
  private final GeminiParts parts;
  private final GeminiModel model;
  private final Losses losses;
  private final Map<String, String> functions = new HashMap<>();

  GeminiContents(Losses losses, GeminiModel model) {
    this.parts = new GeminiParts(losses);
    this.model = model;
    this.losses = losses;
  }

  void print(List<Message> messages, ObjectNode body) {
    List<Part> instructions = Turns.instructions(messages);
    List<Message> turns = Turns.alternating(messages);
    if (turns.isEmpty()) {
      turns = List.of(new Message(Role.USER, instructions));
    } else {
      ArrayNode said = parts.all(instructions);
      if (!said.isEmpty()) {
        body.putObject("systemInstruction").set("parts", said);
      }
    }
    ArrayNode contents = body.putArray("contents");
    turns.forEach(turn -> add(turn, contents));
  }

  private void add(Message turn, ArrayNode contents) {
    boolean models = turn.role() == Role.ASSISTANT;
    ArrayNode printed = models ? ofModel(turn.content()) : ofUser(turn.content());
    if (!printed.isEmpty()) {
      contents.addObject().put("role", models ? "model" : "user").set("parts", printed);
    }
  }

  private ArrayNode ofModel(List<Part> content) {
    for (Part part : content) {
      if (part instanceof Part.ToolCall call) {
        functions.put(call.id(), call.name());
      }
    }
    return new GeminiTurn(parts, losses, content)
        .print(model.thinks() == GeminiModel.Thinks.BY_LEVEL);
  }

  /** What a result may not hold follows behind all results. */
  private ArrayNode ofUser(List<Part> content) {
    ArrayNode printed = JsonTrees.object().arrayNode();
    List<Part> rest = new ArrayList<>();
    for (Part part : content) {
      if (part instanceof Part.ToolResult result) {
        printed.add(result(result));
        result.content().stream().filter(each -> !(each instanceof Part.Text)).forEach(rest::add);
      } else {
        rest.add(part);
      }
    }
    return printed.addAll(parts.all(rest));
  }

  /** The text stays a text, since numbers in an object would lose digits on the way. */
  private JsonNode result(Part.ToolResult result) {
    StringBuilder text = new StringBuilder();
    for (Part part : result.content()) {
      text.append(part instanceof Part.Text said ? said.text() : "");
    }
    ObjectNode printed = JsonTrees.object();
    ObjectNode own = printed.putObject("functionResponse").put("id", result.callId());
    own.put("name", functions.getOrDefault(result.callId(), result.callId()));
    own.putObject("response").put(result.error() ? "error" : "output", text.toString());
    return printed;
  }
}
