package io.crossfade.core.wire.openai;

import static io.crossfade.core.wire.openai.OpenAiChatRequests.DIALECT;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.chat.Usage;
import io.crossfade.core.json.JsonTrees;
import org.jspecify.annotations.Nullable;

/** Prints tokens spent: here the prompt's include cached ones, the answer's those of reasoning. */
final class OpenAiUsage {
  private OpenAiUsage() {}

  static ObjectNode print(Usage usage) {
    ObjectNode printed = JsonTrees.object();
    printed.put("prompt_tokens", Usage.orZero(usage.input()));
    printed.put("completion_tokens", Usage.orZero(usage.output()));
    printed.put("total_tokens", usage.total());
    ObjectNode prompt = JsonTrees.object();
    put(prompt, "cached_tokens", usage.cacheRead());
    put(prompt, "cache_write_tokens", usage.cacheWrite());
    details(printed, "prompt_tokens_details", prompt, usage);
    ObjectNode completion = JsonTrees.object();
    put(completion, "reasoning_tokens", usage.reasoning());
    details(printed, "completion_tokens_details", completion, usage);
    usage.extras().into(printed, DIALECT);
    return printed;
  }

  private static void details(ObjectNode printed, String name, ObjectNode own, Usage usage) {
    JsonNode kept = usage.extras().get(DIALECT, name);
    if (kept == null && !own.isEmpty()) {
      printed.set(name, own);
    }
  }

  private static void put(ObjectNode object, String name, @Nullable Long count) {
    if (count != null) {
      object.put(name, count);
    }
  }
}
