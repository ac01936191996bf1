package io.crossfade.core.provider.cohere;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.JsonNode;
import io.crossfade.core.chat.Finish;
import io.crossfade.core.chat.Finish.Reason;
import java.util.Map;
import java.util.Set;

/**
 * Why an answer is over, in Cohere's words. Source: Cohere API reference, "Chat"; the last three
 * rows are of version 1.
 */
final class CohereFinish {
  static final Map<String, Reason> REASONS =
      Map.ofEntries(
          entry("COMPLETE", Reason.STOP),
          entry("STOP_SEQUENCE", Reason.STOP),
          entry("MAX_TOKENS", Reason.LENGTH),
          entry("TOOL_CALL", Reason.TOOL_CALLS),
          entry("ERROR_LIMIT", Reason.LENGTH),
          entry("ERROR_TOXIC", Reason.CONTENT_FILTER),
          entry("USER_CANCEL", Reason.OTHER));

  /** Words that say the answer failed, under a status of success. */
  private static final Set<String> FAILURES = Set.of("ERROR", "TIMEOUT");

  private CohereFinish() {}

  /**
   * Reads it.
   *
   * @param from the object that has {@code finish_reason}
   */
  static Finish read(JsonNode from) {
    String word = from.path("finish_reason").asText("");
    return new Finish(REASONS.getOrDefault(word, Reason.OTHER), word);
  }

  /** Whether the answer failed, rather than ended. */
  static boolean failed(JsonNode from) {
    return FAILURES.contains(from.path("finish_reason").asText("")) || from.hasNonNull("error");
  }
}
