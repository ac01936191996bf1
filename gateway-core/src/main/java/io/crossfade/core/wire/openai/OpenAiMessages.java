package io.crossfade.core.wire.openai;

import static io.crossfade.core.wire.openai.OpenAiChatRequests.DIALECT;
import static io.crossfade.core.wire.openai.OpenAiChatRequests.given;
import static io.crossfade.core.wire.openai.OpenAiChatRequests.text;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the messages of a request. */
final class OpenAiMessages {
  private static final Set<String> KNOWN = Set.of("role", "content", "name");
  private static final Set<String> KNOWN_TOOL = Set.of("role", "content", "name", "tool_call_id");
  private static final Set<String> KNOWN_ASSISTANT =
      Set.of(
          "role",
          "content",
          "name",
          "refusal",
          "tool_calls",
          "reasoning_content",
          "reasoning",
          "reasoning_details");

  private OpenAiMessages() {}

  static Result<List<Message>> read(JsonNode messages) {
    if (!messages.isArray()) {
      return Result.err(unreadable("messages"));
    }
    List<Message> all = new ArrayList<>(messages.size());
    for (JsonNode message : messages) {
      Message read = message(message);
      if (read == null) {
        return Result.err(unreadable("messages.%d.role".formatted(all.size())));
      }
      all.add(read);
    }
    return Result.ok(all);
  }

  private static @Nullable Message message(JsonNode message) {
    return switch (message.path("role").asText()) {
      case "system" -> plain(Role.SYSTEM, message);
      case "developer" -> plain(Role.DEVELOPER, message);
      case "user" -> plain(Role.USER, message);
      case "assistant" -> assistant(message);
      case "tool" -> tool(message);
      default -> null;
    };
  }

  private static Message plain(Role role, JsonNode message) {
    return new Message(
        role,
        content(message.path("content")),
        text(message.path("name")),
        Extras.beyond(KNOWN, message, DIALECT));
  }

  private static Message tool(JsonNode message) {
    Part result =
        new Part.ToolResult(
            message.path("tool_call_id").asText(),
            content(message.path("content")),
            false,
            Marks.NONE);
    return new Message(
        Role.TOOL,
        List.of(result),
        text(message.path("name")),
        Extras.beyond(KNOWN_TOOL, message, DIALECT));
  }

  private static Message assistant(JsonNode message) {
    List<Part> content = new ArrayList<>(OpenAiReasoning.read(message));
    content.addAll(content(message.path("content")));
    if (given(message.path("refusal"))) {
      content.add(new Part.Refusal(message.path("refusal").asText()));
    }
    message.path("tool_calls").forEach(call -> content.add(call(call)));
    return new Message(
        Role.ASSISTANT,
        content,
        text(message.path("name")),
        Extras.beyond(KNOWN_ASSISTANT, message, DIALECT));
  }

  private static Part call(JsonNode call) {
    JsonNode function = call.path("function");
    return function.isObject()
        ? new Part.ToolCall(
            call.path("id").asText(),
            function.path("name").asText(),
            function.path("arguments").asText())
        : new Part.Opaque(DIALECT, "tool_calls", call);
  }

  private static List<Part> content(JsonNode content) {
    if (content.isTextual()) {
      return List.of(new Part.Text(content.asText()));
    }
    List<Part> parts = new ArrayList<>(content.size());
    content.forEach(part -> parts.add(OpenAiParts.read(part)));
    return parts;
  }

  /** Anthropic's cache marker, which routers in front of several providers accept here too. */
  static Marks.@Nullable Cache cache(JsonNode marked) {
    JsonNode control = marked.path("cache_control");
    return control.isObject() ? new Marks.Cache(text(control.path("ttl"))) : null;
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
