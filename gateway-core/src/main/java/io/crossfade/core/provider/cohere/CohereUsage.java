package io.crossfade.core.provider.cohere;

import static io.crossfade.core.provider.cohere.CohereRequests.DIALECT;

import com.fasterxml.jackson.databind.JsonNode;
import io.crossfade.core.chat.Extras;
import io.crossfade.core.chat.Usage;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads tokens spent. What is billed counts: {@code tokens} has Cohere's own template too, hundreds
 * of them that nobody pays for. The cache is told in those only, may so exceed what is billed, and
 * has no price of its own: it stays among the counters of this dialect. Source: Cohere API
 * reference, "Chat".
 */
final class CohereUsage {
  private CohereUsage() {}

  /** The usage of an answer or of the last event. */
  static Usage of(JsonNode from) {
    JsonNode usage = from.path("usage");
    if (!usage.isObject()) {
      return Usage.UNKNOWN;
    }
    return new Usage(
        count(usage, "input_tokens"),
        count(usage, "output_tokens"),
        null,
        null,
        number(usage.path("tokens").path("reasoning_tokens")),
        Extras.beyond(Set.of(), usage, DIALECT));
  }

  private static @Nullable Long count(JsonNode usage, String name) {
    Long billed = number(usage.path("billed_units").path(name));
    return billed == null ? number(usage.path("tokens").path(name)) : billed;
  }

  private static @Nullable Long number(JsonNode value) {
    return value.isNumber() ? value.asLong() : null;
  }
}
