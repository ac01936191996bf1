package io.crossfade.core.wire.anthropic;

import static io.crossfade.core.wire.anthropic.AnthropicMessagesRequests.DIALECT;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.chat.Usage;
import io.crossfade.core.json.JsonTrees;

/** Prints tokens spent: here the input leaves out what was read from and written to the cache. */
final class AnthropicUsage {
  private AnthropicUsage() {}

  static ObjectNode print(Usage usage) {
    ObjectNode printed = JsonTrees.object();
    long cached = Usage.orZero(usage.cacheRead()) + Usage.orZero(usage.cacheWrite());
    printed.put("input_tokens", Math.max(0, Usage.orZero(usage.input()) - cached));
    if (usage.cacheWrite() != null) {
      printed.put("cache_creation_input_tokens", usage.cacheWrite());
    }
    if (usage.cacheRead() != null) {
      printed.put("cache_read_input_tokens", usage.cacheRead());
    }
    printed.put("output_tokens", Usage.orZero(usage.output()));
    usage.extras().into(printed, DIALECT);
    return printed;
  }
}
