package io.crossfade.server.real.sdk;

import static java.util.Objects.requireNonNull;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.errors.OpenAIServiceException;
import com.openai.helpers.ResponseAccumulator;
import com.openai.models.responses.FunctionTool;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseFunctionToolCall;
import com.openai.models.responses.ResponseIncludable;
import com.openai.models.responses.ResponseInputItem;
import com.openai.models.responses.ResponseOutputItem;
import com.openai.models.responses.ResponseOutputMessage;
import com.openai.models.responses.ResponseReasoningItem;
import io.crossfade.core.json.JsonTrees;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** OpenAI's SDK for Java, used as the scripts use those for Node and Python. */
final class JavaResponses {
  private static final FunctionTool TOOL =
      FunctionTool.builder()
          .name("get_weather")
          .parameters(
              FunctionTool.Parameters.builder()
                  .putAdditionalProperty("type", JsonValue.from("object"))
                  .build())
          .strict(false)
          .build();

  private static final Map<String, Object> FORMAT =
      Map.of(
          "type", "json_schema",
          "name", "place",
          "schema", Map.of("type", "object", "additionalProperties", false));

  private final OpenAIClient client;
  private final List<String> said = new ArrayList<>();

  JavaResponses(String url) {
    this.client =
        OpenAIOkHttpClient.builder().baseUrl(url + "/v1").apiKey("callers-own-key").build();
  }

  List<String> tryAll() {
    Response plain = client.responses().create(ask().instructions("Be brief.").build());
    plain.validate();
    say("text", text(plain));
    say("status", plain.status().orElseThrow().asString());
    say("usage", plain.usage().orElseThrow().totalTokens());
    stream();
    conversation();
    structured();
    say("stored", failure(ask().previousResponseId(plain.id()).build()));
    client.close();
    return said;
  }

  private void say(String name, Object value) {
    said.add(name + "=" + value);
  }

  private static ResponseCreateParams.Builder ask() {
    return ResponseCreateParams.builder().model("gpt-4o").input("Say hello.");
  }

  private void stream() {
    Response whole = gathered(ask().build());
    whole.validate();
    say("events in order", whole.status().isPresent());
    say("stream", text(whole));
  }

  private Response gathered(ResponseCreateParams params) {
    ResponseAccumulator all = ResponseAccumulator.create();
    try (var stream = client.responses().createStreaming(params)) {
      stream.stream().forEach(event -> all.accumulate(event.validate()));
    }
    return all.response();
  }

  private void conversation() {
    Response first = gathered(ask().addTool(TOOL).build());
    List<ResponseInputItem> input = new ArrayList<>();
    for (ResponseOutputItem item : first.output()) {
      item.reasoning().map(ResponseInputItem::ofReasoning).ifPresent(input::add);
      item.functionCall().map(ResponseInputItem::ofFunctionCall).ifPresent(input::add);
    }
    ResponseFunctionToolCall call =
        first.output().stream()
            .flatMap(item -> item.functionCall().stream())
            .findFirst()
            .orElseThrow();
    say("tool", call.name() + " " + call.arguments());
    say(
        "thought",
        first.output().stream()
            .flatMap(item -> item.reasoning().stream())
            .map(ResponseReasoningItem::summary)
            .flatMap(List::stream)
            .map(ResponseReasoningItem.Summary::text)
            .findFirst()
            .orElseThrow());
    input.add(
        ResponseInputItem.ofFunctionCallOutput(
            ResponseInputItem.FunctionCallOutput.builder()
                .callId(call.callId())
                .output("rain")
                .build()));
    say("turn", text(client.responses().create(going(input))));
  }

  private static ResponseCreateParams going(List<ResponseInputItem> input) {
    return ResponseCreateParams.builder()
        .model("gpt-4o")
        .inputOfResponse(input)
        .addTool(TOOL)
        .store(false)
        .addInclude(ResponseIncludable.REASONING_ENCRYPTED_CONTENT)
        .build();
  }

  private void structured() {
    ResponseCreateParams params =
        ask().putAdditionalBodyProperty("text", JsonValue.from(Map.of("format", FORMAT))).build();
    String json = text(client.responses().create(params));
    say("structured", requireNonNull(JsonTrees.parse(json)).path("city").asText());
  }

  private String failure(ResponseCreateParams params) {
    try {
      return text(client.responses().create(params));
    } catch (OpenAIServiceException e) {
      return "%d %s %s %s %s"
          .formatted(
              e.statusCode(),
              e.getClass().getSimpleName().replace("Exception", "Error"),
              e.type().orElse("null"),
              e.code().orElse("null"),
              e.param().orElse("null"));
    }
  }

  private static String text(Response response) {
    return response.output().stream()
        .flatMap(item -> item.message().stream())
        .map(ResponseOutputMessage::content)
        .flatMap(List::stream)
        .flatMap(content -> content.outputText().stream())
        .map(text -> text.text())
        .collect(Collectors.joining());
  }
}
