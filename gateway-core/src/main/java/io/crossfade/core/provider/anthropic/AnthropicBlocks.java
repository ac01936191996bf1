package io.crossfade.core.provider.anthropic;

import static io.crossfade.core.provider.anthropic.AnthropicRequests.DIALECT;

import com.fasterxml.jackson.databind.JsonNode;
import io.crossfade.core.chat.Citation;
import io.crossfade.core.chat.Extras;
import io.crossfade.core.chat.Marks;
import io.crossfade.core.chat.Part;
import io.crossfade.core.chat.Signature;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the blocks of an answer, whole or as a stream begins them. */
final class AnthropicBlocks {
  private AnthropicBlocks() {}

  static Part read(JsonNode block) {
    String type = block.path("type").asText();
    return switch (type) {
      case "text" -> text(block);
      case "thinking" -> thought(block);
      case "redacted_thinking" ->
          new Part.Reasoning(
              "", new Signature(DIALECT, block.path("data").asText()), true, marks(block, "data"));
      case "tool_use" ->
          new Part.ToolCall(
              block.path("id").asText(),
              block.path("name").asText(),
              block.path("input").toString(),
              null,
              marks(block, "id", "name", "input"));
      default -> new Part.Opaque(DIALECT, type, block);
    };
  }

  private static Part text(JsonNode block) {
    List<Citation> citations = new ArrayList<>();
    block.path("citations").forEach(citation -> citations.add(citation(citation)));
    return new Part.Text(block.path("text").asText(), citations, marks(block, "text", "citations"));
  }

  private static Part thought(JsonNode block) {
    String seal = block.path("signature").asText("");
    return new Part.Reasoning(
        block.path("thinking").asText(),
        seal.isEmpty() ? null : new Signature(DIALECT, seal),
        false,
        marks(block, "thinking", "signature"));
  }

  static Citation citation(JsonNode citation) {
    String title = words(citation.path("title"));
    return new Citation(
        words(citation.path("url")),
        title == null ? words(citation.path("document_title")) : title,
        words(citation.path("cited_text")),
        Extras.beyond(Set.of(), citation, DIALECT));
  }

  private static @Nullable String words(JsonNode value) {
    return value.isTextual() ? value.asText() : null;
  }

  private static Marks marks(JsonNode block, String... own) {
    Set<String> known = new HashSet<>(Set.of(own));
    known.add("type");
    return Marks.of(Extras.beyond(known, block, DIALECT));
  }
}
