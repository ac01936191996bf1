package io.crossfade.core.provider.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import io.crossfade.core.chat.Extras;
import io.crossfade.core.chat.Finish;
import io.crossfade.core.chat.Finish.Reason;
import java.util.Map;

/** Why an answer is over, in Anthropic's words. */
final class AnthropicFinish {
  static final Map<String, Reason> REASONS =
      Map.of(
          "end_turn", Reason.STOP,
          "stop_sequence", Reason.STOP,
          "max_tokens", Reason.LENGTH,
          "model_context_window_exceeded", Reason.LENGTH,
          "tool_use", Reason.TOOL_CALLS,
          "refusal", Reason.CONTENT_FILTER,
          "pause_turn", Reason.PAUSE);

  private AnthropicFinish() {}

  /**
   * Reads it.
   *
   * @param from the object that has {@code stop_reason} and {@code stop_sequence}
   */
  static Finish read(JsonNode from, Extras extras) {
    String word = from.path("stop_reason").asText("");
    JsonNode sequence = from.path("stop_sequence");
    return new Finish(
        REASONS.getOrDefault(word, Reason.OTHER),
        word,
        sequence.isTextual() ? sequence.asText() : null,
        extras);
  }
}
