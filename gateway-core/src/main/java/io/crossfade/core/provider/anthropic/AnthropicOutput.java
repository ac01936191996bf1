package io.crossfade.core.provider.anthropic;

import static io.crossfade.core.provider.anthropic.AnthropicRequests.DIALECT;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.chat.ChatRequest;
import io.crossfade.core.chat.Extras;
import io.crossfade.core.chat.Field;
import io.crossfade.core.chat.Message;
import io.crossfade.core.chat.Message.Role;
import io.crossfade.core.chat.OutputFormat;
import io.crossfade.core.chat.Part;
import io.crossfade.core.chat.Thinking;
import io.crossfade.core.chat.ToolChoice;
import io.crossfade.core.chat.ToolChoice.Mode;
import io.crossfade.core.json.JsonTrees;
import io.crossfade.core.translate.Losses;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Prints how the model shall think and what its answer shall look like. Source: Anthropic,
 * "Extended thinking" and "Structured outputs".
 */
final class AnthropicOutput {
  private static final int LEAST_BUDGET = 1_024;

  /** Tokens to think, by OpenAI's words for effort; the same steps other gateways use. */
  private static final Map<String, Integer> BUDGETS =
      Map.of("low", 1_024, "medium", 4_096, "high", 16_384, "xhigh", 32_768);

  private AnthropicOutput() {}

  /** Adds to a body that holds everything else already. */
  static void print(ChatRequest request, int maxTokens, ObjectNode body, Losses losses) {
    ObjectNode config = JsonTrees.object();
    Thinking thinking = request.thinking();
    if (request.dialect().equals(DIALECT)) {
      same(thinking, body, config);
    } else if (thinking.said()) {
      translated(request, maxTokens, body, losses);
    }
    format(request.format(), config, losses);
    if (!config.isEmpty()) {
      body.withObjectProperty("output_config").setAll(config);
    }
  }

  private static void same(Thinking thinking, ObjectNode body, ObjectNode config) {
    ObjectNode printed = JsonTrees.object();
    if (thinking.mode() != null) {
      printed.put("type", word(thinking.mode()));
    }
    if (thinking.budget() != null) {
      printed.put("budget_tokens", thinking.budget());
    }
    thinking.extras().into(printed, DIALECT);
    if (!printed.isEmpty()) {
      body.set("thinking", printed);
    }
    if (thinking.effort() != null) {
      config.put("effort", thinking.effort());
    }
  }

  private static String word(Thinking.Mode mode) {
    return switch (mode) {
      case ON -> "enabled";
      case OFF -> "disabled";
      case ADAPTIVE -> "adaptive";
    };
  }

  /** An effort as a budget, within half of the limit on the whole answer. */
  private static void translated(
      ChatRequest request, int maxTokens, ObjectNode body, Losses losses) {
    int wanted = budget(request.thinking());
    int budget = Math.min(wanted, Math.max(maxTokens / 2, LEAST_BUDGET));
    if (wanted == 0) {
      return;
    }
    if (budget >= maxTokens || forced(request.toolChoice()) || lacksSeal(request.messages())) {
      losses.lose(Field.THINKING);
    } else {
      body.putObject("thinking").put("type", "enabled").put("budget_tokens", budget);
    }
  }

  private static int budget(Thinking thinking) {
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
            && message.content().stream().noneMatch(AnthropicOutput::isSealed);
      }
    }
    return false;
  }

  private static boolean isSealed(Part part) {
    return part instanceof Part.Reasoning thought && thought.signature() != null;
  }

  private static void format(@Nullable OutputFormat format, ObjectNode config, Losses losses) {
    switch (format) {
      case OutputFormat.Schema schema -> {
        ObjectNode printed = config.putObject("format").put("type", "json_schema");
        printed.set("schema", schema.schema());
        schema.extras().into(printed, DIALECT);
        if (schema.description() != null) {
          losses.lose(Field.UNKNOWN, "response_format.description");
        }
      }
      case OutputFormat.AnyJson _ -> losses.lose(Field.RESPONSE_FORMAT, "response_format");
      case OutputFormat.Other(Extras raw) -> raw.into(config.putObject("format"), DIALECT);
      case OutputFormat.Free _ -> {}
      case null -> {}
    }
  }
}
