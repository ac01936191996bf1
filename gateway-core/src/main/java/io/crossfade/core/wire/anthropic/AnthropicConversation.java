package io.crossfade.core.wire.anthropic;

import static io.crossfade.core.wire.anthropic.AnthropicMessagesRequests.DIALECT;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.chat.Extras;
import io.crossfade.core.chat.Message;
import io.crossfade.core.chat.Message.Role;
import io.crossfade.core.chat.Part;
import io.crossfade.core.fault.Fault;
import io.crossfade.core.fault.FaultKind;
import io.crossfade.core.fault.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the messages of a request, the instructions before them. */
final class AnthropicConversation {
  private static final Set<String> KNOWN = Set.of("role", "content");

  private AnthropicConversation() {}

  static Result<List<Message>> read(ObjectNode body) {
    JsonNode messages = body.path("messages");
    if (!messages.isArray()) {
      return Result.err(unreadable("messages"));
    }
    List<Message> all = new ArrayList<>(messages.size() + 1);
    List<Part> system = content(body.path("system"));
    if (!system.isEmpty()) {
      all.add(new Message(Role.SYSTEM, system));
    }
    for (int at = 0; at < messages.size(); at++) {
      Message read = message(messages.path(at));
      if (read == null) {
        return Result.err(unreadable("messages.%d.role".formatted(at)));
      }
      all.add(read);
    }
    return Result.ok(all);
  }

  private static @Nullable Message message(JsonNode message) {
    return switch (message.path("role").asText()) {
      case "user" -> message(Role.USER, message);
      case "assistant" -> message(Role.ASSISTANT, message);
      case "system" -> message(Role.SYSTEM, message);
      default -> null;
    };
  }

  private static Message message(Role role, JsonNode message) {
    return new Message(
        role, content(message.path("content")), null, Extras.beyond(KNOWN, message, DIALECT));
  }

  static List<Part> content(JsonNode content) {
    if (content.isTextual()) {
      return List.of(new Part.Text(content.asText()));
    }
    List<Part> parts = new ArrayList<>(content.size());
    content.forEach(block -> parts.add(AnthropicParts.read(block)));
    return parts;
  }

  private static Fault unreadable(String field) {
    return Fault.of(
            FaultKind.UNSUPPORTED_PARAMETER,
            "'%s' has no form that can be translated".formatted(field),
            "request body",
            "send it as Anthropic's API reference describes")
        .withParam(field);
  }
}
