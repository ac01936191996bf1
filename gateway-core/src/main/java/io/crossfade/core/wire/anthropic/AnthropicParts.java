package io.crossfade.core.wire.anthropic;

import static io.crossfade.core.wire.anthropic.AnthropicMessagesRequests.DIALECT;

import com.fasterxml.jackson.databind.JsonNode;
import io.crossfade.core.chat.Citation;
import io.crossfade.core.chat.Extras;
import io.crossfade.core.chat.Marks;
import io.crossfade.core.chat.Media;
import io.crossfade.core.chat.Part;
import io.crossfade.core.chat.Signature;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads content blocks. */
final class AnthropicParts {
  private AnthropicParts() {}

  static Part read(JsonNode block) {
    String type = block.path("type").asText();
    return switch (type) {
      case "text" -> text(block);
      case "image" -> image(block);
      case "document" -> document(block);
      case "thinking" ->
          new Part.Reasoning(
              block.path("thinking").asText(),
              Signature.returned(block.path("signature").asText(""), DIALECT),
              false,
              marks(block, "thinking", "signature"));
      case "redacted_thinking" ->
          new Part.Reasoning(
              "",
              Signature.returned(block.path("data").asText(""), DIALECT),
              true,
              marks(block, "data"));
      case "tool_use" -> call(block);
      case "tool_result" -> result(block);
      default -> opaque(block);
    };
  }

  static Marks.@Nullable Cache cache(JsonNode marked) {
    JsonNode control = marked.path("cache_control");
    JsonNode ttl = control.path("ttl");
    return control.isObject() ? new Marks.Cache(ttl.isTextual() ? ttl.asText() : null) : null;
  }

  private static Part opaque(JsonNode block) {
    return new Part.Opaque(DIALECT, block.path("type").asText(), block);
  }

  private static Part text(JsonNode block) {
    List<Citation> citations = new ArrayList<>();
    for (JsonNode citation : block.path("citations")) {
      Extras raw = Extras.beyond(Set.of(), citation, DIALECT);
      citations.add(new Citation(null, null, null, raw));
    }
    return new Part.Text(block.path("text").asText(), citations, marks(block, "text", "citations"));
  }

  private static Part image(JsonNode block) {
    Media media = media(block.path("source"));
    return media == null ? opaque(block) : new Part.Image(media, null, marks(block, "source"));
  }

  private static Part document(JsonNode block) {
    Media media = media(block.path("source"));
    if (media == null) {
      return opaque(block);
    }
    JsonNode title = block.path("title");
    JsonNode context = block.path("context");
    return new Part.Document(
        media,
        title.isTextual() ? title.asText() : null,
        context.isTextual() ? context.asText() : null,
        block.path("citations").path("enabled").asBoolean(),
        marks(block, "source", "title", "context", "citations"));
  }

  /** Where the bytes are; null for a source only this dialect has. */
  private static @Nullable Media media(JsonNode source) {
    return switch (source.path("type").asText()) {
      case "base64" ->
          new Media.Inline(source.path("media_type").asText(), source.path("data").asText());
      case "url" -> new Media.Link(source.path("url").asText());
      case "file" -> new Media.Uploaded(DIALECT, source.path("file_id").asText());
      case "text" -> new Media.Plain(source.path("data").asText());
      default -> null;
    };
  }

  private static Part call(JsonNode block) {
    return new Part.ToolCall(
        block.path("id").asText(),
        block.path("name").asText(),
        block.path("input").toString(),
        block.has("signature")
            ? Signature.returned(block.path("signature").asText(), DIALECT)
            : null,
        marks(block, "id", "name", "input", "signature"));
  }

  private static Part result(JsonNode block) {
    return new Part.ToolResult(
        block.path("tool_use_id").asText(),
        AnthropicConversation.content(block.path("content")),
        block.path("is_error").asBoolean(),
        marks(block, "tool_use_id", "content", "is_error"));
  }

  private static Marks marks(JsonNode block, String... own) {
    Set<String> known = new HashSet<>(Set.of(own));
    known.add("type");
    known.add("cache_control");
    Marks.Cache cache = cache(block);
    Extras extras = Extras.beyond(known, block, DIALECT);
    return cache == null && extras.isEmpty() ? Marks.NONE : new Marks(cache, extras);
  }
}
