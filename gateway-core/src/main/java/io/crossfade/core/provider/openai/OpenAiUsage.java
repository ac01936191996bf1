package io.crossfade.core.provider.openai;

import static io.crossfade.core.chat.Usage.orZero;
import static io.crossfade.core.provider.openai.OpenAiRequests.DIALECT;

import com.fasterxml.jackson.databind.JsonNode;
import io.crossfade.core.chat.Extras;
import io.crossfade.core.chat.Usage;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads tokens spent: the prompt's include cached ones, the answer's those of reasoning. What is
 * told in detail is kept as it came too, since imitators add counters of their own.
 */
final class OpenAiUsage {
  private static final Set<String> PLAIN = Set.of("prompt_tokens", "completion_tokens");

  private OpenAiUsage() {}

  /** The usage of a chunk or an answer, or null when it says nothing of it. */
  static @Nullable Usage of(JsonNode body) {
    JsonNode usage = body.path("usage");
    JsonNode found = usage.isObject() ? usage : body.path("x_groq").path("usage");
    return found.isObject() ? read(found) : null;
  }

  private static Usage read(JsonNode usage) {
    JsonNode prompt = usage.path("prompt_tokens_details");
    Long reasoning = count(usage.path("completion_tokens_details").path("reasoning_tokens"));
    return new Usage(
        count(usage.path("prompt_tokens")),
        completion(usage, orZero(reasoning)),
        cached(usage),
        count(prompt.path("cache_write_tokens")),
        reasoning,
        Extras.beyond(PLAIN, usage, DIALECT));
  }

  /** In the place of OpenAI, then of DeepSeek, Together and Mistral. */
  private static @Nullable Long cached(JsonNode usage) {
    Long cached = count(usage.path("prompt_tokens_details").path("cached_tokens"));
    for (String name : List.of("prompt_cache_hit_tokens", "cached_tokens", "num_cached_tokens")) {
      cached = cached == null ? count(usage.path(name)) : cached;
    }
    return cached;
  }

  /** xAI counts reasoning beside the completion, everybody else within it: the total tells. */
  private static @Nullable Long completion(JsonNode usage, long reasoning) {
    Long completion = count(usage.path("completion_tokens"));
    if (completion == null) {
      return null;
    }
    long all = usage.path("prompt_tokens").asLong() + completion + reasoning;
    return usage.path("total_tokens").asLong() == all
        ? Long.valueOf(completion + reasoning)
        : completion;
  }

  private static @Nullable Long count(JsonNode value) {
    return value.isNumber() ? value.asLong() : null;
  }
}
