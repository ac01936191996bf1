package io.crossfade.server.real.sdk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.json.JsonTrees;
import io.crossfade.server.testing.Answer;
import java.util.Objects;

/** Whole content blocks told as Anthropic streams them. */
final class ClaudeStream {
  private ClaudeStream() {}

  static Answer of(String message, String content, String reason) {
    Answer told =
        Answer.stream()
            .event("message_start", "{\"type\":\"message_start\",\"message\":" + message + "}");
    int index = 0;
    for (JsonNode block : Objects.requireNonNull(JsonTrees.parse("[" + content + "]"))) {
      told = block(told, index++, (ObjectNode) block);
    }
    return told.event(
            "message_delta",
            "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"%s\"},\"usage\":{\"output_tokens\":3}}"
                .formatted(reason))
        .event("message_stop", "{\"type\":\"message_stop\"}")
        .lastChunk();
  }

  private static Answer block(Answer told, int index, ObjectNode block) {
    ObjectNode begun = block.deepCopy();
    Answer all;
    switch (block.path("type").asText()) {
      case "text" -> {
        all = start(told, index, begun.put("text", ""));
        all = delta(all, index, "text_delta", "text", block.path("text").asText());
      }
      case "thinking" -> {
        all = start(told, index, begun.put("thinking", "").put("signature", ""));
        all = delta(all, index, "thinking_delta", "thinking", block.path("thinking").asText());
        all = delta(all, index, "signature_delta", "signature", block.path("signature").asText());
      }
      default -> {
        begun.putObject("input");
        all = start(told, index, begun);
        all = delta(all, index, "input_json_delta", "partial_json", block.path("input").toString());
      }
    }
    return all.event(
        "content_block_stop", "{\"type\":\"content_block_stop\",\"index\":%d}".formatted(index));
  }

  private static Answer start(Answer told, int index, ObjectNode block) {
    ObjectNode event = JsonTrees.object().put("type", "content_block_start").put("index", index);
    event.set("content_block", block);
    return told.event("content_block_start", event.toString());
  }

  private static Answer delta(Answer told, int index, String type, String name, String value) {
    ObjectNode event = JsonTrees.object().put("type", "content_block_delta").put("index", index);
    event.putObject("delta").put("type", type).put(name, value);
    return told.event("content_block_delta", event.toString());
  }
}
