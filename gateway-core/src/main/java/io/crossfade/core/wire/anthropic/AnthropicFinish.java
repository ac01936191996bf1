package io.crossfade.core.wire.anthropic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.chat.Finish;

/** Why an answer is over, in Anthropic's words. */
final class AnthropicFinish {
  private AnthropicFinish() {}

  /**
   * Prints it.
   *
   * @param refused whether the model said in words of its own that it will not answer
   */
  static void print(Finish finish, boolean refused, ObjectNode into) {
    into.put("stop_reason", refused ? "refusal" : word(finish));
    into.put("stop_sequence", finish.stopSequence());
  }

  private static String word(Finish finish) {
    return switch (finish.reason()) {
      case STOP -> finish.stopSequence() == null ? "end_turn" : "stop_sequence";
      case LENGTH ->
          finish.raw().equals("model_context_window_exceeded") ? finish.raw() : "max_tokens";
      case TOOL_CALLS -> "tool_use";
      case CONTENT_FILTER -> "refusal";
      case PAUSE -> "pause_turn";
      case OTHER -> "end_turn";
    };
  }
}
