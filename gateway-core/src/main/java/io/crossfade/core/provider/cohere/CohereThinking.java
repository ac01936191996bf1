package io.crossfade.core.provider.cohere;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.chat.ChatRequest;
import io.crossfade.core.chat.Field;
import io.crossfade.core.chat.Thinking;
import io.crossfade.core.chat.Thinking.Mode;
import io.crossfade.core.translate.Losses;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Prints how much to think: not at all, or on, with a budget where less than everything is wanted.
 * Source: Cohere, "Reasoning".
 */
final class CohereThinking {
  private static final Map<String, Integer> BUDGETS =
      Map.of("minimal", 1_024, "low", 1_024, "medium", 4_096);

  private CohereThinking() {}

  static void print(ChatRequest request, CohereModel model, ObjectNode body, Losses losses) {
    Thinking thinking = request.thinking();
    if (!model.thinks()) {
      if (!isOff(thinking)) {
        losses.lose(Field.THINKING);
      }
      return;
    }
    ObjectNode printed = body.putObject("thinking");
    if (isOff(thinking)) {
      printed.put("type", "disabled");
      return;
    }
    printed.put("type", "enabled");
    Integer budget = budget(thinking);
    if (budget != null) {
      printed.put("token_budget", within(budget, request));
    }
  }

  private static boolean isOff(Thinking thinking) {
    return thinking.mode() == Mode.OFF || "none".equals(thinking.effort());
  }

  private static @Nullable Integer budget(Thinking thinking) {
    return thinking.budget() != null
        ? thinking.budget()
        : thinking.effort() == null ? null : BUDGETS.get(thinking.effort());
  }

  /** Thoughts count against the limit on the answer, of which half is kept for its words. */
  private static int within(int budget, ChatRequest request) {
    int most = request.options().whole(Field.MAX_TOKENS, Integer.MAX_VALUE);
    return Math.max(1, Math.min(budget, most / 2));
  }
}
