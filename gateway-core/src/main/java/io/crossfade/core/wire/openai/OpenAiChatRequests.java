package io.crossfade.core.wire.openai;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.chat.ChatRequest;
import io.crossfade.core.chat.ChatRequest.Streaming;
import io.crossfade.core.chat.Extras;
import io.crossfade.core.chat.Field;
import io.crossfade.core.chat.Message;
import io.crossfade.core.chat.Options;
import io.crossfade.core.chat.OutputFormat;
import io.crossfade.core.chat.Thinking;
import io.crossfade.core.fault.Result;
import io.crossfade.core.translate.RequestReader;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code POST /v1/chat/completions}. Source: OpenAI API reference, "Create chat completion".
 */
public final class OpenAiChatRequests implements RequestReader {
  public static final String DIALECT = "openai-chat";

  /** Settings, by their names here; of two names for one setting the later row wins. */
  private static final List<Map.Entry<String, Field>> SETTINGS =
      List.of(
          entry("max_tokens", Field.MAX_TOKENS),
          entry("max_completion_tokens", Field.MAX_TOKENS),
          entry("n", Field.N),
          entry("temperature", Field.TEMPERATURE),
          entry("top_p", Field.TOP_P),
          entry("top_k", Field.TOP_K),
          entry("frequency_penalty", Field.FREQUENCY_PENALTY),
          entry("presence_penalty", Field.PRESENCE_PENALTY),
          entry("seed", Field.SEED),
          entry("logit_bias", Field.LOGIT_BIAS),
          entry("logprobs", Field.LOGPROBS),
          entry("top_logprobs", Field.TOP_LOGPROBS),
          entry("parallel_tool_calls", Field.PARALLEL_TOOL_CALLS),
          entry("user", Field.USER),
          entry("safety_identifier", Field.SAFETY_IDENTIFIER),
          entry("metadata", Field.METADATA),
          entry("store", Field.STORE),
          entry("service_tier", Field.SERVICE_TIER),
          entry("prompt_cache_key", Field.PROMPT_CACHE_KEY),
          entry("prediction", Field.PREDICTION),
          entry("verbosity", Field.VERBOSITY),
          entry("modalities", Field.MODALITIES),
          entry("audio", Field.AUDIO_OUTPUT),
          entry("web_search_options", Field.WEB_SEARCH),
          entry("functions", Field.FUNCTIONS),
          entry("function_call", Field.FUNCTION_CALL));

  private static final Set<String> KNOWN = known();

  @Override
  public Result<ChatRequest> read(ObjectNode body) {
    return OpenAiMessages.read(body.path("messages")).map(messages -> request(body, messages));
  }

  private static ChatRequest request(ObjectNode body, List<Message> messages) {
    JsonNode choice = body.path("tool_choice");
    return new ChatRequest(
        DIALECT,
        body.path("model").asText(),
        messages,
        OpenAiTools.read(body.path("tools")),
        given(choice) ? OpenAiTools.choice(choice) : null,
        format(body.path("response_format")),
        thinking(body.path("reasoning_effort")),
        options(body),
        streaming(body),
        Extras.beyond(KNOWN, body, DIALECT));
  }

  static boolean given(JsonNode value) {
    return !value.isMissingNode() && !value.isNull();
  }

  static @Nullable String text(JsonNode value) {
    return given(value) ? value.asText() : null;
  }

  /** A default said explicitly says nothing, and is expressed by any target. */
  private static Options options(ObjectNode body) {
    Map<Field, JsonNode> options = new EnumMap<>(Field.class);
    for (Map.Entry<String, Field> setting : SETTINGS) {
      JsonNode value = body.path(setting.getKey());
      if (given(value) && !isDefault(setting.getValue(), value)) {
        options.put(setting.getValue(), value);
      }
    }
    JsonNode stop = body.path("stop");
    if (given(stop) && !(stop.isArray() && stop.isEmpty())) {
      options.put(Field.STOP, stop.isArray() ? stop : body.arrayNode().add(stop));
    }
    return Options.of(options);
  }

  private static boolean isDefault(Field field, JsonNode value) {
    return switch (field) {
      case N -> value.asInt() == 1;
      case TOP_P -> value.isNumber() && value.asDouble() == 1;
      case LOGPROBS, STORE -> value.isBoolean() && !value.asBoolean();
      case PARALLEL_TOOL_CALLS -> value.isBoolean() && value.asBoolean();
      case FREQUENCY_PENALTY, PRESENCE_PENALTY -> value.isNumber() && value.asDouble() == 0;
      case LOGIT_BIAS, METADATA -> value.isObject() && value.isEmpty();
      case SERVICE_TIER -> value.asText().equals("auto");
      case MODALITIES -> value.size() == 1 && value.path(0).asText().equals("text");
      default -> false;
    };
  }

  private static Streaming streaming(ObjectNode body) {
    if (!body.path("stream").asBoolean()) {
      return Streaming.OFF;
    }
    JsonNode options = body.path("stream_options");
    return new Streaming(
        true,
        options.path("include_usage").asBoolean(),
        Extras.beyond(Set.of("include_usage"), options, DIALECT));
  }

  private static Thinking thinking(JsonNode effort) {
    return given(effort) ? new Thinking(effort.asText(), null, null, Extras.NONE) : Thinking.UNSAID;
  }

  private static @Nullable OutputFormat format(JsonNode format) {
    return switch (format.path("type").asText()) {
      case "" -> null;
      case "text" -> new OutputFormat.Free();
      case "json_object" -> new OutputFormat.AnyJson();
      case "json_schema" -> schema(format.path("json_schema"));
      default -> new OutputFormat.Other(Extras.beyond(Set.of(), format, DIALECT));
    };
  }

  private static OutputFormat schema(JsonNode schema) {
    return new OutputFormat.Schema(
        text(schema.path("name")),
        text(schema.path("description")),
        schema.path("schema"),
        given(schema.path("strict")) ? schema.path("strict").asBoolean() : null,
        Extras.beyond(Set.of("name", "description", "schema", "strict"), schema, DIALECT));
  }

  private static Set<String> known() {
    Set<String> known =
        new HashSet<>(
            Set.of(
                "model",
                "messages",
                "tools",
                "tool_choice",
                "response_format",
                "reasoning_effort",
                "stream",
                "stream_options",
                "stop"));
    SETTINGS.forEach(setting -> known.add(setting.getKey()));
    return Set.copyOf(known);
  }
}
