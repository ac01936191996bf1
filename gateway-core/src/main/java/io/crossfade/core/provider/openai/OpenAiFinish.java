package io.crossfade.core.provider.openai;

import io.crossfade.core.chat.Extras;
import io.crossfade.core.chat.Finish;
import io.crossfade.core.chat.Finish.Reason;
import java.util.Map;

/** Why an answer is over, in the words of OpenAI and of those who imitate it. */
final class OpenAiFinish {
  static final Map<String, Reason> REASONS =
      Map.of(
          "stop", Reason.STOP,
          "eos", Reason.STOP,
          "length", Reason.LENGTH,
          "tool_calls", Reason.TOOL_CALLS,
          "function_call", Reason.TOOL_CALLS,
          "content_filter", Reason.CONTENT_FILTER);

  private OpenAiFinish() {}

  static Finish read(String word, Extras extras) {
    return new Finish(REASONS.getOrDefault(word, Reason.OTHER), word, null, extras);
  }
}
