package io.crossfade.core.wire.anthropic;

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
import io.crossfade.core.json.JsonTrees;
import io.crossfade.core.translate.RequestReader;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code POST /v1/messages}. Source: Anthropic API reference, "Create a Message". */
public final class AnthropicMessagesRequests implements RequestReader {
  public static final String DIALECT = "anthropic";

  private static final List<Map.Entry<String, Field>> SETTINGS =
      List.of(
          entry("max_tokens", Field.MAX_TOKENS),
          entry("temperature", Field.TEMPERATURE),
          entry("top_p", Field.TOP_P),
          entry("top_k", Field.TOP_K),
          entry("stop_sequences", Field.STOP));

  private static final Set<String> KNOWN =
      Set.of(
          "model",
          "messages",
          "system",
          "max_tokens",
          "temperature",
          "top_p",
          "top_k",
          "stop_sequences",
          "metadata",
          "tools",
          "tool_choice",
          "thinking",
          "output_config",
          "output_format",
          "stream");

  @Override
  public Result<ChatRequest> read(ObjectNode body) {
    return AnthropicConversation.read(body).map(messages -> request(body, messages));
  }

  private static ChatRequest request(ObjectNode body, List<Message> messages) {
    JsonNode choice = body.path("tool_choice");
    return new ChatRequest(
        DIALECT,
        body.path("model").asText(),
        messages,
        AnthropicTools.read(body.path("tools")),
        choice.has("type") ? AnthropicTools.choice(choice) : null,
        format(body),
        thinking(body),
        options(body),
        body.path("stream").asBoolean() ? Streaming.ON : Streaming.OFF,
        extras(body));
  }

  private static Options options(ObjectNode body) {
    Map<Field, JsonNode> options = new EnumMap<>(Field.class);
    for (Map.Entry<String, Field> setting : SETTINGS) {
      JsonNode value = body.path(setting.getKey());
      if (!value.isMissingNode() && !value.isNull() && !(value.isArray() && value.isEmpty())) {
        options.put(setting.getValue(), value);
      }
    }
    JsonNode user = body.path("metadata").path("user_id");
    if (user.isTextual()) {
      options.put(Field.USER, user);
    }
    if (body.path("tool_choice").path("disable_parallel_tool_use").asBoolean()) {
      options.put(Field.PARALLEL_TOOL_CALLS, body.booleanNode(false));
    }
    return Options.of(options);
  }

  private static Thinking thinking(ObjectNode body) {
    JsonNode thinking = body.path("thinking");
    JsonNode effort = body.path("output_config").path("effort");
    JsonNode budget = thinking.path("budget_tokens");
    return new Thinking(
        effort.isTextual() ? effort.asText() : null,
        budget.isNumber() ? budget.asInt() : null,
        mode(thinking.path("type").asText()),
        Extras.beyond(Set.of("type", "budget_tokens"), thinking, DIALECT));
  }

  private static Thinking.@Nullable Mode mode(String type) {
    return switch (type) {
      case "enabled" -> Thinking.Mode.ON;
      case "disabled" -> Thinking.Mode.OFF;
      case "adaptive" -> Thinking.Mode.ADAPTIVE;
      default -> null;
    };
  }

  /** By its name in use, or the one it had while it was in beta. */
  private static @Nullable OutputFormat format(ObjectNode body) {
    JsonNode named = body.path("output_config").path("format");
    JsonNode format = named.isObject() ? named : body.path("output_format");
    return switch (format.path("type").asText()) {
      case "" -> null;
      case "json_schema" ->
          new OutputFormat.Schema(
              null,
              null,
              format.path("schema"),
              null,
              Extras.beyond(Set.of("type", "schema"), format, DIALECT));
      default -> new OutputFormat.Other(Extras.beyond(Set.of(), format, DIALECT));
    };
  }

  private static Extras extras(ObjectNode body) {
    Extras extras = Extras.beyond(KNOWN, body, DIALECT);
    extras = rest(extras, body, "metadata", Set.of("user_id"));
    return rest(extras, body, "output_config", Set.of("effort", "format"));
  }

  private static Extras rest(Extras extras, ObjectNode body, String name, Set<String> known) {
    Extras more = Extras.beyond(known, body.path(name), DIALECT);
    if (more.isEmpty()) {
      return extras;
    }
    ObjectNode rest = JsonTrees.object();
    more.into(rest, DIALECT);
    return extras.and(DIALECT, name, rest);
  }
}
