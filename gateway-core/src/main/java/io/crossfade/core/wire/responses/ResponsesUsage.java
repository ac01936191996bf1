package io.crossfade.core.wire.responses;

import static io.crossfade.core.wire.responses.ResponsesRequests.DIALECT;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.chat.Usage;
import io.crossfade.core.json.JsonTrees;
import org.jspecify.annotations.Nullable;

/**
 * Prints tokens spent: here the input includes cached ones, the output those of reasoning. SDKs
 * need every count.
 */
final class ResponsesUsage {
  private ResponsesUsage() {}

  /** The tokens, or null when none are known. */
  static @Nullable ObjectNode print(Usage usage) {
    if (usage.equals(Usage.UNKNOWN)) {
      return null;
    }
    ObjectNode printed = JsonTrees.object();
    printed.put("input_tokens", Usage.orZero(usage.input()));
    printed
        .putObject("input_tokens_details")
        .put("cached_tokens", Usage.orZero(usage.cacheRead()))
        .put("cache_write_tokens", Usage.orZero(usage.cacheWrite()));
    printed.put("output_tokens", Usage.orZero(usage.output()));
    printed
        .putObject("output_tokens_details")
        .put("reasoning_tokens", Usage.orZero(usage.reasoning()));
    printed.put("total_tokens", usage.total());
    usage.extras().into(printed, DIALECT);
    return printed;
  }
}
