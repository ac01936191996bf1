package io.crossfade.core.provider.gemini;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.chat.Field;
import io.crossfade.core.chat.Thinking;
import io.crossfade.core.chat.Thinking.Mode;
import io.crossfade.core.json.JsonTrees;
import io.crossfade.core.translate.Losses;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Prints how much to think: a budget for the models of version 2.5, a level for those after it.
 * Source: Gemini API, "Thinking"; the steps between the two are those of its OpenAI compatibility.
 */
final class GeminiThinking {
  private static final int LARGE_LEAST = 128;
  private static final int LARGE_MOST = 32_768;
  private static final int SMALL_MOST = 24_576;
  private static final int AS_IT_SEES_FIT = -1;

  private static final Map<String, Integer> BUDGETS =
      Map.of(
          "none",
          0,
          "minimal",
          1_024,
          "low",
          1_024,
          "medium",
          8_192,
          "high",
          SMALL_MOST,
          "xhigh",
          SMALL_MOST,
          "max",
          SMALL_MOST);

  private static final Map<String, String> LEVELS =
      Map.of(
          "none", "minimal", "minimal", "minimal", "low", "low", "medium", "medium", "high", "high",
          "xhigh", "high", "max", "high");

  private GeminiThinking() {}

  /** Adds it to the settings; thoughts are shown to callers whose own API shows them. */
  static void print(Thinking thinking, GeminiModel model, ObjectNode config, Losses losses) {
    if (!thinking.said()) {
      return;
    }
    ObjectNode printed = JsonTrees.object();
    switch (model.thinks()) {
      case BY_BUDGET -> budget(thinking, model, printed);
      case BY_LEVEL -> level(thinking, model, printed);
      case NOT -> {}
    }
    if (printed.isEmpty() && thinking.mode() != Mode.ADAPTIVE) {
      losses.lose(Field.THINKING);
      return;
    }
    if (thinking.mode() == Mode.ON || thinking.mode() == Mode.ADAPTIVE) {
      printed.put("includeThoughts", true);
    }
    if (model.thinks() != GeminiModel.Thinks.NOT) {
      config.set("thinkingConfig", printed);
    }
  }

  private static void budget(Thinking thinking, GeminiModel model, ObjectNode printed) {
    Integer wanted = wanted(thinking);
    if (wanted != null && wanted >= 0) {
      int least = model.isLarge() ? LARGE_LEAST : 0;
      int most = model.isLarge() ? LARGE_MOST : SMALL_MOST;
      printed.put("thinkingBudget", Math.clamp(wanted, least, most));
    } else if (wanted != null) {
      printed.put("thinkingBudget", AS_IT_SEES_FIT);
    }
  }

  private static @Nullable Integer wanted(Thinking thinking) {
    if (thinking.mode() == Mode.OFF) {
      return 0;
    }
    if (thinking.budget() != null) {
      return thinking.budget();
    }
    return thinking.effort() == null ? fallback(thinking) : BUDGETS.get(thinking.effort());
  }

  private static @Nullable Integer fallback(Thinking thinking) {
    return thinking.mode() == null ? null : AS_IT_SEES_FIT;
  }

  private static void level(Thinking thinking, GeminiModel model, ObjectNode printed) {
    String level = thinking.effort() == null ? level(thinking) : LEVELS.get(thinking.effort());
    if (level != null) {
      printed.put("thinkingLevel", level.equals("minimal") && model.isLarge() ? "low" : level);
    }
  }

  private static @Nullable String level(Thinking thinking) {
    if (thinking.mode() == Mode.OFF) {
      return "minimal";
    }
    if (thinking.budget() == null) {
      return thinking.mode() == Mode.ON ? "high" : null;
    }
    return thinking.budget() < 4_096 ? "low" : thinking.budget() < 16_384 ? "medium" : "high";
  }
}
