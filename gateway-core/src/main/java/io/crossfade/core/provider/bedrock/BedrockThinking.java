package io.crossfade.core.provider.bedrock;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.chat.ChatRequest;
import io.crossfade.core.chat.Field;
import io.crossfade.core.chat.Thinking;
import io.crossfade.core.chat.Thinking.Mode;
import io.crossfade.core.translate.Losses;
import io.crossfade.core.translate.claude.ClaudeThinking;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Prints how much to think, in each family's own words. Source: Amazon Bedrock User Guide,
 * "Extended thinking"; Amazon Nova User Guide, "Extended thinking"; OpenAI, "gpt-oss".
 */
record BedrockThinking(ChatRequest request, BedrockModel model, Losses losses) {
  private static final String OWN = "additionalModelRequestFields";

  /** Other dialects' words for effort, by the three that Nova and gpt-oss have. */
  private static final Map<String, String> LEVELS =
      Map.of(
          "minimal", "low", "low", "low", "medium", "medium", "high", "high", "xhigh", "high",
          "max", "high");

  /**
   * Adds it to the body.
   *
   * @param maxTokens limit on the whole answer, thoughts included
   * @return whether the model will think
   */
  boolean print(int maxTokens, ObjectNode body) {
    Thinking thinking = request.thinking();
    if (!thinking.said() || thinking.mode() == Mode.OFF || "none".equals(thinking.effort())) {
      return false;
    }
    boolean printed =
        model.thinks()
            && switch (model.family()) {
              case CLAUDE -> claude(thinking, maxTokens, body);
              case NOVA -> nova(body);
              case GPT_OSS -> gptOss(body);
              case MISTRAL, OTHER -> false;
            };
    if (!printed) {
      losses.lose(Field.THINKING);
    }
    return printed;
  }

  private boolean claude(Thinking thinking, int maxTokens, ObjectNode body) {
    if (thinking.mode() == Mode.ADAPTIVE) {
      own(body).putObject("thinking").put("type", "adaptive");
      if (thinking.effort() != null) {
        own(body).putObject("output_config").put("effort", thinking.effort());
      }
      return true;
    }
    int budget = ClaudeThinking.budget(request, maxTokens);
    if (budget > 0) {
      own(body).putObject("thinking").put("type", "enabled").put("budget_tokens", budget);
    }
    return budget > 0;
  }

  /** Nova takes no other limits beside its highest level. */
  private boolean nova(ObjectNode body) {
    String level = level();
    boolean limited =
        request.options().has(Field.MAX_TOKENS)
            || request.options().has(Field.TEMPERATURE)
            || request.options().has(Field.TOP_P);
    if (level != null) {
      own(body)
          .putObject("reasoningConfig")
          .put("type", "enabled")
          .put("maxReasoningEffort", limited && level.equals("high") ? "medium" : level);
    }
    return level != null;
  }

  private boolean gptOss(ObjectNode body) {
    String level = level();
    if (level != null) {
      own(body).put("reasoning_effort", level);
    }
    return level != null;
  }

  private @Nullable String level() {
    Thinking thinking = request.thinking();
    if (thinking.effort() != null) {
      return LEVELS.get(thinking.effort());
    }
    Integer budget = thinking.budget();
    if (budget == null) {
      return "medium";
    }
    return budget < 4_096 ? "low" : budget < 16_384 ? "medium" : "high";
  }

  private static ObjectNode own(ObjectNode body) {
    return body.withObjectProperty(OWN);
  }
}
