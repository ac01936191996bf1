package io.crossfade.core.provider.cohere;

import static io.crossfade.core.provider.cohere.CohereRequests.DIALECT;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.chat.ChatRequest;
import io.crossfade.core.chat.Field;
import io.crossfade.core.chat.Options;
import io.crossfade.core.chat.OutputFormat;
import io.crossfade.core.json.JsonTrees;
import io.crossfade.core.translate.Losses;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Prints the plain settings, each within its bounds here, and the form of the answer. */
final class CohereSettings {
  private static final int MOST_STOPS = 5;

  /**
   * A setting whose numbers end somewhere. Source: Cohere API reference, "Chat", and "Errors" for
   * the temperature.
   */
  private enum Bounded {
    TEMPERATURE(Field.TEMPERATURE, "temperature", "0", "1"),
    TOP_P(Field.TOP_P, "p", "0.01", "0.99"),
    TOP_K(Field.TOP_K, "k", "0", "500"),
    FREQUENCY_PENALTY(Field.FREQUENCY_PENALTY, "frequency_penalty", "0", "1"),
    PRESENCE_PENALTY(Field.PRESENCE_PENALTY, "presence_penalty", "0", "1");

    private final Field field;
    private final String name;
    private final BigDecimal least;
    private final BigDecimal most;

    Bounded(Field field, String name, String least, String most) {
      this.field = field;
      this.name = name;
      this.least = new BigDecimal(least);
      this.most = new BigDecimal(most);
    }

    private void print(Options options, ObjectNode body, Losses losses) {
      JsonNode value = options.get(field);
      if (value == null || !value.isNumber()) {
        return;
      }
      BigDecimal said = value.decimalValue();
      BigDecimal kept = said.max(least).min(most);
      if (kept.compareTo(said) == 0) {
        body.set(name, value);
      } else {
        losses.lose(field);
        body.set(name, DecimalNode.valueOf(kept));
      }
    }
  }

  private CohereSettings() {}

  static void print(ChatRequest request, CohereModel model, ObjectNode body, Losses losses) {
    Options options = request.options();
    put(options, Field.MAX_TOKENS, "max_tokens", body);
    put(options, Field.SEED, "seed", body);
    stops(options, body, losses);
    for (Bounded setting : Bounded.values()) {
      setting.print(options, body, losses);
    }
    onePenalty(body, losses);
    format(request, body, losses);
    if (request.thinking().said()) {
      CohereThinking.print(request, model, body, losses);
    }
  }

  private static void put(Options options, Field field, String name, ObjectNode body) {
    JsonNode value = options.get(field);
    if (value != null) {
      body.set(name, value);
    }
  }

  private static void stops(Options options, ObjectNode body, Losses losses) {
    JsonNode stops = options.get(Field.STOP);
    if (stops != null && stops.size() > MOST_STOPS) {
      losses.lose(Field.STOP);
    } else if (stops != null) {
      body.set("stop_sequences", stops);
    }
  }

  /** Models take one of the two penalties. Source: Cohere, "Errors". */
  private static void onePenalty(ObjectNode body, Losses losses) {
    if (body.path("frequency_penalty").asDouble() != 0
        && body.path("presence_penalty").asDouble() != 0) {
      body.remove("presence_penalty");
      losses.lose(Field.PRESENCE_PENALTY);
    }
  }

  /** A form can be promised where neither tools nor documents are in play. */
  private static void format(ChatRequest request, ObjectNode body, Losses losses) {
    ObjectNode printed = format(request.format());
    if (printed == null) {
      return;
    }
    if (body.has("tools")) {
      losses.lose(Field.RESPONSE_FORMAT);
    } else {
      body.set("response_format", printed);
    }
    if (request.format() instanceof OutputFormat.Schema schema && schema.description() != null) {
      losses.lose(Field.UNKNOWN, "response_format.description");
    }
  }

  private static @Nullable ObjectNode format(@Nullable OutputFormat format) {
    ObjectNode printed = JsonTrees.object().put("type", "json_object");
    return switch (format) {
      case OutputFormat.AnyJson _ -> printed;
      case OutputFormat.Schema schema -> printed.set("json_schema", schema.schema());
      case OutputFormat.Other other -> {
        other.raw().into(printed, DIALECT);
        yield printed;
      }
      case OutputFormat.Free _ -> null;
      case null -> null;
    };
  }
}
