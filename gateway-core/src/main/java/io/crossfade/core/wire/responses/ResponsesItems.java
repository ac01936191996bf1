package io.crossfade.core.wire.responses;

import static io.crossfade.core.wire.responses.ResponsesRequests.DIALECT;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.chat.Citation;
import io.crossfade.core.chat.Part;
import io.crossfade.core.json.JsonTrees;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Prints the items of an answer and their contents, whole or as a stream begins them. */
final class ResponsesItems {
  private ResponsesItems() {}

  static ObjectNode message(String id, String status, ArrayNode content) {
    ObjectNode item = JsonTrees.object().put("id", id).put("type", "message").put("status", status);
    item.set("content", content);
    return item.put("role", "assistant");
  }

  static ObjectNode text(String text, ArrayNode annotations, ArrayNode logprobs) {
    ObjectNode content = JsonTrees.object().put("type", "output_text");
    content.set("annotations", annotations);
    content.set("logprobs", logprobs);
    return content.put("text", text);
  }

  static ObjectNode refusal(String text) {
    return JsonTrees.object().put("type", "refusal").put("refusal", text);
  }

  static ObjectNode call(String id, String status, Part.ToolCall call, String arguments) {
    return JsonTrees.object()
        .put("id", id)
        .put("type", "function_call")
        .put("status", status)
        .put("arguments", arguments)
        .put("call_id", call.id())
        .put("name", call.name());
  }

  /**
   * Returns the source as an annotation, which here is an address on the web; empty for one without
   * an address.
   *
   * @param end where the text that names the source ends in its content, in characters
   */
  static Optional<ObjectNode> annotation(Citation citation, int end) {
    if (citation.raw().dialect().equals(DIALECT)) {
      ObjectNode same = JsonTrees.object();
      citation.raw().into(same, DIALECT);
      return Optional.of(same);
    }
    if (citation.url() == null) {
      return Optional.empty();
    }
    return Optional.of(
        JsonTrees.object()
            .put("type", "url_citation")
            .put("start_index", 0)
            .put("end_index", end)
            .put("url", citation.url())
            .put("title", citation.title() == null ? citation.url() : citation.title()));
  }

  /** The tokens of a text with their probabilities, which OpenAI's chat has one level deeper. */
  static ArrayNode logprobs(@Nullable JsonNode ofChat) {
    return ofChat != null && ofChat.path("content") instanceof ArrayNode tokens
        ? tokens
        : JsonTrees.object().arrayNode();
  }
}
