package io.crossfade.core.wire.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.chat.ChatRequest;
import io.crossfade.core.chat.ChatRequest.Streaming;
import io.crossfade.core.chat.Extras;
import io.crossfade.core.chat.Message;
import io.crossfade.core.chat.OutputFormat;
import io.crossfade.core.chat.Thinking;
import io.crossfade.core.fault.Result;
import io.crossfade.core.json.JsonTrees;
import io.crossfade.core.translate.RequestReader;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code POST /v1/responses}. Source: OpenAI API reference, "Create a model response". */
public final class ResponsesRequests implements RequestReader {
  public static final String DIALECT = "openai-responses";

  private static final Set<String> KNOWN =
      Set.of(
          "model",
          "input",
          "instructions",
          "tools",
          "tool_choice",
          "text",
          "reasoning",
          "include",
          "stream",
          "stream_options");
  private static final Set<String> KNOWN_FORMAT =
      Set.of("type", "name", "description", "schema", "strict");

  @Override
  public Result<ChatRequest> read(ObjectNode body) {
    return ResponsesInput.read(body).map(messages -> request(body, messages));
  }

  private static ChatRequest request(ObjectNode body, List<Message> messages) {
    JsonNode choice = body.path("tool_choice");
    return new ChatRequest(
        DIALECT,
        body.path("model").asText(),
        messages,
        ResponsesTools.read(body.path("tools")),
        given(choice) ? ResponsesTools.choice(choice) : null,
        format(body.path("text").path("format")),
        thinking(body.path("reasoning")),
        ResponsesSettings.read(body),
        streaming(body),
        extras(body));
  }

  static boolean given(JsonNode value) {
    return !value.isMissingNode() && !value.isNull();
  }

  static @Nullable String text(JsonNode value) {
    return given(value) ? value.asText() : null;
  }

  /** What a reader does not know and the caller has said: null says nothing here. */
  static Extras beyond(Set<String> known, JsonNode object) {
    Extras all = Extras.NONE;
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      if (!known.contains(field.getKey()) && !field.getValue().isNull()) {
        all = all.and(DIALECT, field.getKey(), field.getValue());
      }
    }
    return all;
  }

  private static Streaming streaming(ObjectNode body) {
    if (!body.path("stream").asBoolean()) {
      return Streaming.OFF;
    }
    JsonNode options = body.path("stream_options");
    boolean padded = options.path("include_obfuscation").asBoolean(false);
    Set<String> known = padded ? Set.of() : Set.of("include_obfuscation");
    return new Streaming(true, true, beyond(known, options));
  }

  /** Thoughts are told in summary whether or not one is asked for. */
  private static Thinking thinking(JsonNode reasoning) {
    return new Thinking(
        text(reasoning.path("effort")),
        null,
        null,
        beyond(Set.of("effort", "summary", "generate_summary"), reasoning));
  }

  private static @Nullable OutputFormat format(JsonNode format) {
    return switch (format.path("type").asText()) {
      case "" -> null;
      case "text" -> new OutputFormat.Free();
      case "json_object" -> new OutputFormat.AnyJson();
      case "json_schema" ->
          new OutputFormat.Schema(
              text(format.path("name")),
              text(format.path("description")),
              format.path("schema"),
              given(format.path("strict")) ? format.path("strict").asBoolean() : null,
              beyond(KNOWN_FORMAT, format));
      default -> new OutputFormat.Other(beyond(Set.of(), format));
    };
  }

  private static Extras extras(ObjectNode body) {
    Extras all = Extras.NONE;
    for (Map.Entry<String, JsonNode> field :
        beyond(ResponsesSettings.NAMES, body).fields().entrySet()) {
      if (!KNOWN.contains(field.getKey())) {
        all = all.and(DIALECT, field.getKey(), field.getValue());
      }
    }
    Extras ofText = beyond(Set.of("format", "verbosity"), body.path("text"));
    if (!ofText.isEmpty()) {
      ObjectNode rest = JsonTrees.object();
      ofText.into(rest, DIALECT);
      all = all.and(DIALECT, "text", rest);
    }
    return all;
  }
}
