package io.crossfade.core.provider.anthropic;

import static io.crossfade.core.provider.anthropic.AnthropicRequests.DIALECT;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.chat.ChatRequest;
import io.crossfade.core.chat.Extras;
import io.crossfade.core.chat.Field;
import io.crossfade.core.chat.OutputFormat;
import io.crossfade.core.chat.Thinking;
import io.crossfade.core.json.JsonTrees;
import io.crossfade.core.translate.Losses;
import io.crossfade.core.translate.claude.ClaudeThinking;
import org.jspecify.annotations.Nullable;

/**
 * Prints how the model shall think and what its answer shall look like. Source: Anthropic,
 * "Extended thinking" and "Structured outputs".
 */
final class AnthropicOutput {
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

  private static void translated(
      ChatRequest request, int maxTokens, ObjectNode body, Losses losses) {
    int budget = ClaudeThinking.budget(request, maxTokens);
    if (budget == ClaudeThinking.UNABLE) {
      losses.lose(Field.THINKING);
    } else if (budget > 0) {
      body.putObject("thinking").put("type", "enabled").put("budget_tokens", budget);
    }
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
