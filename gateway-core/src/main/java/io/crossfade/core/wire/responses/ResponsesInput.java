package io.crossfade.core.wire.responses;

import static io.crossfade.core.wire.responses.ResponsesRequests.DIALECT;
import static io.crossfade.core.wire.responses.ResponsesRequests.beyond;
import static io.crossfade.core.wire.responses.ResponsesRequests.given;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.chat.Extras;
import io.crossfade.core.chat.Marks;
import io.crossfade.core.chat.Message;
import io.crossfade.core.chat.Message.Role;
import io.crossfade.core.chat.Part;
import io.crossfade.core.fault.Fault;
import io.crossfade.core.fault.FaultKind;
import io.crossfade.core.fault.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the input of a request, a text or a list of items, the instructions before it. What the
 * model said and did in one turn, many items here, is one message of the assistant.
 */
final class ResponsesInput {
  /** An item's id and status are the answer's book-keeping and ask for nothing. */
  private static final Set<String> KNOWN = Set.of("type", "id", "status", "role", "content");

  private final List<Message> messages = new ArrayList<>();
  private final List<Part> said = new ArrayList<>();
  private Extras ofSaid = Extras.NONE;

  private ResponsesInput() {}

  static Result<List<Message>> read(ObjectNode body) {
    ResponsesInput all = new ResponsesInput();
    if (given(body.path("instructions"))) {
      all.messages.add(new Message(Role.SYSTEM, content(body.path("instructions"))));
    }
    JsonNode input = body.path("input");
    if (!input.isTextual() && !input.isArray() && !continues(body)) {
      return Result.err(unreadable("input"));
    }
    if (input.isTextual()) {
      all.messages.add(new Message(Role.USER, content(input)));
    } else {
      for (int at = 0; at < input.size(); at++) {
        if (!all.item(input.path(at))) {
          return Result.err(unreadable("input.%d.role".formatted(at)));
        }
      }
    }
    all.endOfTurn();
    return Result.ok(all.messages);
  }

  /** What goes on from something stored may have nothing to add. */
  private static boolean continues(ObjectNode body) {
    return given(body.path("prompt"))
        || given(body.path("previous_response_id"))
        || given(body.path("conversation"));
  }

  /** Whether an item stands for one that the provider keeps. */
  static boolean isReference(JsonNode item) {
    String type = item.path("type").asText("");
    return type.equals("item_reference")
        || (type.isEmpty() && !item.has("role") && item.path("id").isTextual());
  }

  /** Takes in one item; false for a message of nobody we know. */
  private boolean item(JsonNode item) {
    String type = item.path("type").asText("");
    if (type.equals("message") || item.has("role")) {
      return message(item);
    }
    switch (type) {
      case "function_call" -> said.add(call(item));
      case "function_call_output" -> result(item);
      case "reasoning" -> said.add(ResponsesReasoning.read(item));
      default -> other(type, item);
    }
    return true;
  }

  private boolean message(JsonNode item) {
    Role role = role(item.path("role").asText());
    if (role == null) {
      return false;
    }
    List<Part> content = content(item.path("content"));
    Extras extras = beyond(KNOWN, item);
    if (role == Role.ASSISTANT) {
      said.addAll(content);
      for (Map.Entry<String, JsonNode> extra : extras.fields().entrySet()) {
        ofSaid = ofSaid.and(DIALECT, extra.getKey(), extra.getValue());
      }
    } else {
      endOfTurn();
      messages.add(new Message(role, content, null, extras));
    }
    return true;
  }

  /** A system's item is a developer's by its older name; only instructions are the system's. */
  private static @Nullable Role role(String role) {
    return switch (role) {
      case "user" -> Role.USER;
      case "assistant" -> Role.ASSISTANT;
      case "system", "developer" -> Role.DEVELOPER;
      default -> null;
    };
  }

  private static Part call(JsonNode item) {
    return new Part.ToolCall(
        item.path("call_id").asText(),
        item.path("name").asText(),
        item.path("arguments").asText(),
        null,
        Marks.of(beyond(Set.of("type", "id", "status", "call_id", "name", "arguments"), item)));
  }

  private void result(JsonNode item) {
    endOfTurn();
    Part result =
        new Part.ToolResult(
            item.path("call_id").asText(),
            content(item.path("output")),
            false,
            Marks.of(beyond(Set.of("type", "id", "status", "call_id", "output"), item)));
    messages.add(new Message(Role.TOOL, List.of(result)));
  }

  /** Calls of tools that only this provider has, and what they gave. */
  private void other(String type, JsonNode item) {
    if (!isReference(item)) {
      said.add(new Part.Opaque(DIALECT, type, item));
    }
  }

  private void endOfTurn() {
    if (!said.isEmpty() || !ofSaid.isEmpty()) {
      messages.add(new Message(Role.ASSISTANT, said, null, ofSaid));
      said.clear();
      ofSaid = Extras.NONE;
    }
  }

  private static List<Part> content(JsonNode content) {
    if (content.isTextual()) {
      return List.of(new Part.Text(content.asText()));
    }
    List<Part> parts = new ArrayList<>(content.size());
    content.forEach(part -> parts.add(ResponsesParts.read(part)));
    return parts;
  }

  private static Fault unreadable(String field) {
    return Fault.of(
            FaultKind.UNSUPPORTED_PARAMETER,
            "'%s' has no form that can be translated".formatted(field),
            "request body",
            "send it as OpenAI's API reference describes")
        .withParam(field);
  }
}
