package io.crossfade.core.wire.openai;

import static io.crossfade.core.wire.openai.OpenAiChatRequests.given;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.chat.Marks;
import io.crossfade.core.chat.Part;
import io.crossfade.core.chat.Signature;
import io.crossfade.core.json.JsonTrees;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Thoughts, for which OpenAI's chat has no field of its own: the text in {@code reasoning_content}
 * as DeepSeek has it, and with its seal in {@code reasoning_details} as OpenRouter has it, so that
 * a caller who sends his assistant messages back as they came keeps the seal intact.
 */
final class OpenAiReasoning {
  private static final String TEXT = "reasoning.text";
  private static final String ENCRYPTED = "reasoning.encrypted";

  private OpenAiReasoning() {}

  static List<Part> read(JsonNode message) {
    List<Part> parts = new ArrayList<>();
    Integer last = null;
    for (JsonNode detail : message.path("reasoning_details")) {
      int index = detail.path("index").asInt(-1);
      Part.Reasoning read = detail(detail);
      boolean goesOn = last != null && last == index && index >= 0;
      parts.add(goesOn ? joined((Part.Reasoning) parts.removeLast(), read) : read);
      last = index;
    }
    if (parts.isEmpty()) {
      JsonNode text =
          given(message.path("reasoning_content"))
              ? message.path("reasoning_content")
              : message.path("reasoning");
      if (text.isTextual() && !text.asText().isEmpty()) {
        parts.add(new Part.Reasoning(text.asText(), null, false, Marks.NONE));
      }
    }
    return parts;
  }

  /** One thought, or one piece of it, as a caller reads it. */
  static ObjectNode detail(String text, @Nullable Signature signature, boolean hidden, int index) {
    ObjectNode detail = JsonTrees.object().put("type", hidden ? ENCRYPTED : TEXT);
    if (!hidden) {
      detail.put("text", text);
    }
    if (signature != null) {
      detail.put(hidden ? "data" : "signature", signature.value());
      detail.put("format", signature.issuer());
    }
    return detail.put("index", index);
  }

  private static Part.Reasoning detail(JsonNode detail) {
    boolean hidden = detail.path("type").asText().equals(ENCRYPTED);
    JsonNode seal = detail.path(hidden ? "data" : "signature");
    return new Part.Reasoning(
        detail.path("text").asText(),
        given(seal) ? new Signature(detail.path("format").asText(), seal.asText()) : null,
        hidden,
        Marks.NONE);
  }

  /** Streams bring a thought in pieces, which callers collect and send back as they are. */
  private static Part.Reasoning joined(Part.Reasoning first, Part.Reasoning more) {
    return new Part.Reasoning(
        first.text() + more.text(),
        more.signature() == null ? first.signature() : more.signature(),
        first.hidden() || more.hidden(),
        Marks.NONE);
  }
}
