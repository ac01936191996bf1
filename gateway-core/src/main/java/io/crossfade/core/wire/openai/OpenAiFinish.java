package io.crossfade.core.wire.openai;

import io.crossfade.core.chat.Finish;

/** Why an answer is over, in OpenAI's words. */
final class OpenAiFinish {
  private OpenAiFinish() {}

  static String print(Finish finish) {
    return switch (finish.reason()) {
      case STOP, PAUSE, OTHER -> "stop";
      case LENGTH -> "length";
      case TOOL_CALLS -> finish.raw().equals("function_call") ? "function_call" : "tool_calls";
      case CONTENT_FILTER -> "content_filter";
    };
  }
}
