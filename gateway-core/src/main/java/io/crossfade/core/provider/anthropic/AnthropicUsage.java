package io.crossfade.core.provider.anthropic;

import static io.crossfade.core.provider.anthropic.AnthropicRequests.DIALECT;

import com.fasterxml.jackson.databind.JsonNode;
import io.crossfade.core.chat.Extras;
import io.crossfade.core.chat.Usage;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads tokens spent: here the input leaves out what was read from and written to the cache. */
final class AnthropicUsage {
  private static final Set<String> KNOWN =
      Set.of(
          "input_tokens",
          "output_tokens",
          "cache_read_input_tokens",
          "cache_creation_input_tokens");

  private AnthropicUsage() {}

  static Usage read(JsonNode usage) {
    Long fresh = count(usage.path("input_tokens"));
    Long read = count(usage.path("cache_read_input_tokens"));
    Long written = count(usage.path("cache_creation_input_tokens"));
    return new Usage(
        fresh == null ? null : fresh + Usage.orZero(read) + Usage.orZero(written),
        count(usage.path("output_tokens")),
        read,
        written,
        count(usage.path("output_tokens_details").path("thinking_tokens")),
        Extras.beyond(KNOWN, usage, DIALECT));
  }

  private static @Nullable Long count(JsonNode value) {
    return value.isNumber() ? value.asLong() : null;
  }
}
