package io.crossfade.core.provider.gemini;

import static io.crossfade.core.provider.gemini.GeminiRequests.DIALECT;

import com.fasterxml.jackson.databind.JsonNode;
import io.crossfade.core.chat.Extras;
import io.crossfade.core.chat.Usage;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads tokens spent: here the prompt leaves out what tools run by the provider brought, and the
 * answer leaves out thoughts. Source: Gemini API, "UsageMetadata".
 */
final class GeminiUsage {
  private static final Set<String> PLAIN =
      Set.of(
          "promptTokenCount",
          "toolUsePromptTokenCount",
          "candidatesTokenCount",
          "thoughtsTokenCount",
          "cachedContentTokenCount",
          "totalTokenCount");

  private GeminiUsage() {}

  /** The usage of an answer or a chunk, {@link Usage#UNKNOWN} when it says nothing of it. */
  static Usage of(JsonNode body) {
    JsonNode usage = body.path("usageMetadata");
    if (!usage.isObject()) {
      return Usage.UNKNOWN;
    }
    Long thoughts = count(usage.path("thoughtsTokenCount"));
    return new Usage(
        sum(count(usage.path("promptTokenCount")), count(usage.path("toolUsePromptTokenCount"))),
        sum(count(usage.path("candidatesTokenCount")), thoughts),
        count(usage.path("cachedContentTokenCount")),
        null,
        thoughts,
        Extras.beyond(PLAIN, usage, DIALECT));
  }

  private static @Nullable Long sum(@Nullable Long one, @Nullable Long other) {
    return one == null && other == null ? null : Usage.orZero(one) + Usage.orZero(other);
  }

  private static @Nullable Long count(JsonNode value) {
    return value.isNumber() ? value.asLong() : null;
  }
}
