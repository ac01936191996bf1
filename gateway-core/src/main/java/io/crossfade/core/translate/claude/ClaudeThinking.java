package io.crossfade.core.translate.claude;

import io.crossfade.core.chat.ChatRequest;
import io.crossfade.core.chat.Message;
import io.crossfade.core.chat.Message.Role;
import io.crossfade.core.chat.Part;
import io.crossfade.core.chat.Thinking;
import io.crossfade.core.chat.ToolChoice;
import io.crossfade.core.chat.ToolChoice.Mode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How much Claude may think on a request of another dialect. Source: Anthropic, "Extended
 * thinking".
 */
public final class ClaudeThinking {
  /** The model was asked to think, but not on such a request. */
  public static final int UNABLE = -1;

  private static final int LEAST_BUDGET = 1_024;

  /** Tokens to think, by OpenAI's words for effort; the same steps other gateways use. */
  private static final Map<String, Integer> BUDGETS =
      Map.of("low", 1_024, "medium", 4_096, "high", 16_384, "xhigh", 32_768);

  private ClaudeThinking() {}

  /**
   * Tokens to think: 0 where it is not asked for, {@link #UNABLE} where it cannot be had. An effort
   * stays within half of the limit on the whole answer.
   *
   * @param maxTokens limit on the whole answer, thoughts included
   */
  public static int budget(ChatRequest request, int maxTokens) {
    Thinking thinking = request.thinking();
    int wanted = wanted(thinking);
    if (wanted == 0) {
      return 0;
    }
    int most = thinking.budget() == null ? maxTokens / 2 : maxTokens - 1;
    int budget = Math.min(wanted, Math.max(most, LEAST_BUDGET));
    return budget >= maxTokens || forced(request.toolChoice()) || lacksSeal(request.messages())
        ? UNABLE
        : budget;
  }

  private static int wanted(Thinking thinking) {
    if (thinking.mode() == Thinking.Mode.OFF) {
      return 0;
    }
    if (thinking.budget() != null) {
      return Math.max(thinking.budget(), LEAST_BUDGET);
    }
    return thinking.effort() == null ? 0 : BUDGETS.getOrDefault(thinking.effort(), 0);
  }

  /** A model that must call a tool may not think. */
  private static boolean forced(@Nullable ToolChoice choice) {
    return choice != null && (choice.mode() == Mode.REQUIRED || choice.mode() == Mode.NAMED);
  }

  /** A model that thinks wants its sealed thought back with the results of the calls it led to. */
  private static boolean lacksSeal(List<Message> messages) {
    for (Message message : messages.reversed()) {
      if (message.role() == Role.ASSISTANT) {
        return message.content().stream().anyMatch(Part.ToolCall.class::isInstance)
            && message.content().stream().noneMatch(ClaudeThinking::isSealed);
      }
    }
    return false;
  }

  private static boolean isSealed(Part part) {
    return part instanceof Part.Reasoning thought && thought.signature() != null;
  }
}
