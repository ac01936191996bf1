package io.crossfade.core.provider.gemini;

import static java.util.Map.entry;

import io.crossfade.core.chat.Extras;
import io.crossfade.core.chat.Finish;
import io.crossfade.core.chat.Finish.Reason;
import java.util.Map;

/** Why an answer is over, in Gemini's words. Source: Gemini API, "FinishReason". */
final class GeminiFinish {
  static final Map<String, Reason> REASONS =
      Map.ofEntries(
          entry("STOP", Reason.STOP),
          entry("MAX_TOKENS", Reason.LENGTH),
          entry("SAFETY", Reason.CONTENT_FILTER),
          entry("RECITATION", Reason.CONTENT_FILTER),
          entry("BLOCKLIST", Reason.CONTENT_FILTER),
          entry("PROHIBITED_CONTENT", Reason.CONTENT_FILTER),
          entry("SPII", Reason.CONTENT_FILTER),
          entry("MODEL_ARMOR", Reason.CONTENT_FILTER),
          entry("IMAGE_SAFETY", Reason.CONTENT_FILTER),
          entry("IMAGE_PROHIBITED_CONTENT", Reason.CONTENT_FILTER),
          entry("IMAGE_RECITATION", Reason.CONTENT_FILTER));

  private GeminiFinish() {}

  /**
   * Reads it.
   *
   * @param called whether the answer calls a tool, which has no word of its own here
   */
  static Finish read(String word, boolean called, Extras extras) {
    Reason reason = REASONS.getOrDefault(word, Reason.OTHER);
    return new Finish(
        called && reason == Reason.STOP ? Reason.TOOL_CALLS : reason, word, null, extras);
  }

  /** The prompt itself was refused, so that there is no answer at all. */
  static Finish blocked(String word, Extras extras) {
    return new Finish(Reason.CONTENT_FILTER, word, null, extras);
  }
}
