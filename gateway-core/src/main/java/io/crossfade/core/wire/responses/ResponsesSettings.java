package io.crossfade.core.wire.responses;

import static io.crossfade.core.wire.responses.ResponsesRequests.given;
import static java.util.Map.entry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.chat.Field;
import io.crossfade.core.chat.Options;
import io.crossfade.core.json.JsonTrees;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/**
 * Reads the plain settings of a request. What only the keeper of earlier answers can do is a
 * setting too: no target expresses it, so that it is refused by the table.
 */
final class ResponsesSettings {
  private static final Map<String, Field> SETTINGS =
      Map.ofEntries(
          entry("max_output_tokens", Field.MAX_TOKENS),
          entry("temperature", Field.TEMPERATURE),
          entry("top_p", Field.TOP_P),
          entry("top_logprobs", Field.TOP_LOGPROBS),
          entry("parallel_tool_calls", Field.PARALLEL_TOOL_CALLS),
          entry("user", Field.USER),
          entry("safety_identifier", Field.SAFETY_IDENTIFIER),
          entry("metadata", Field.METADATA),
          entry("store", Field.STORE),
          entry("service_tier", Field.SERVICE_TIER),
          entry("prompt_cache_key", Field.PROMPT_CACHE_KEY),
          entry("previous_response_id", Field.PREVIOUS_RESPONSE),
          entry("conversation", Field.CONVERSATION),
          entry("prompt", Field.PROMPT_TEMPLATE),
          entry("background", Field.BACKGROUND),
          entry("truncation", Field.TRUNCATION),
          entry("max_tool_calls", Field.MAX_TOOL_CALLS));

  static final Set<String> NAMES = SETTINGS.keySet();

  private ResponsesSettings() {}

  /** A default said explicitly says nothing, and is expressed by any target. */
  static Options read(ObjectNode body) {
    Map<Field, JsonNode> options = new EnumMap<>(Field.class);
    SETTINGS.forEach(
        (name, field) -> {
          JsonNode value = body.path(name);
          if (given(value) && !isDefault(field, value)) {
            options.put(field, value);
          }
        });
    JsonNode verbosity = body.path("text").path("verbosity");
    if (given(verbosity)) {
      options.put(Field.VERBOSITY, verbosity);
    }
    include(body.path("include"), options);
    body.path("input").forEach(item -> reference(item, options));
    ResponsesTools.webSearch(body.path("tools"))
        .ifPresent(search -> options.put(Field.WEB_SEARCH, search));
    if (options.containsKey(Field.TOP_LOGPROBS)) {
      options.put(Field.LOGPROBS, BooleanNode.TRUE);
    }
    return Options.of(options);
  }

  private static boolean isDefault(Field field, JsonNode value) {
    return switch (field) {
      case TOP_P -> value.isNumber() && value.asDouble() == 1;
      case TOP_LOGPROBS -> value.isNumber() && value.asInt() == 0;
      case STORE, BACKGROUND -> value.isBoolean() && !value.asBoolean();
      case PARALLEL_TOOL_CALLS -> value.isBoolean() && value.asBoolean();
      case METADATA -> value.isObject() && value.isEmpty();
      case SERVICE_TIER -> value.asText().equals("auto");
      case TRUNCATION -> value.asText().equals("disabled");
      default -> false;
    };
  }

  /** Sealed thoughts are always in the answer, since nothing else keeps them. */
  private static void include(JsonNode include, Map<Field, JsonNode> options) {
    ArrayNode others = JsonTrees.object().arrayNode();
    for (JsonNode wanted : include) {
      switch (wanted.asText()) {
        case "reasoning.encrypted_content" -> {}
        case "message.output_text.logprobs" -> options.put(Field.LOGPROBS, BooleanNode.TRUE);
        default -> others.add(wanted);
      }
    }
    if (!others.isEmpty()) {
      options.put(Field.INCLUDE, others);
    }
  }

  private static void reference(JsonNode item, Map<Field, JsonNode> options) {
    if (ResponsesInput.isReference(item)) {
      options.put(Field.STORED_ITEM, item.path("id"));
    }
  }
}
