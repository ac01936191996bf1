package io.crossfade.server.real.sdk;

import io.crossfade.server.testing.Answer;
import io.crossfade.server.testing.SeenRequest;
import java.util.function.Function;

/**
 * A model behind Anthropic's or Google's API. Offered a tool it thinks and calls it; given what the
 * tool said it tells whether its own sealed thought came back as well.
 */
final class ThinkingModel implements Function<SeenRequest, Answer> {
  private static final String SEAL = "c2VhbGVkIHRob3VnaHQ=";
  private static final String ARGUMENTS = "{\"city\":\"Zürich\"}";

  /** What the provider of OpenAI's API says when it is asked for an answer that it has not made. */
  private static final Answer UNKNOWN =
      Answer.json(
          400,
          """
          {"error":{"message":"Previous response with id 'resp_1' not found.",\
          "type":"invalid_request_error","param":"previous_response_id",\
          "code":"previous_response_not_found"}}\
          """);

  @Override
  public Answer apply(SeenRequest request) {
    String asked = request.text();
    if (request.target().equals("/v1/responses")) {
      return UNKNOWN;
    }
    boolean results = asked.contains("tool_result") || asked.contains("functionResponse");
    if (!results && asked.contains("get_weather")) {
      return request.target().startsWith("/v1/messages")
          ? claudeCalls(request)
          : geminiCalls(request);
    }
    String text =
        results
            ? asked.contains(SEAL) ? "sealed" : "unsealed"
            : asked.contains("additionalProperties") ? ARGUMENTS : SdkProvider.HELLO;
    String json = text.replace("\"", "\\\"");
    return request.target().startsWith("/v1/messages")
        ? claude(request, "{\"type\":\"text\",\"text\":\"%s\"}".formatted(json), "end_turn")
        : gemini(request, "{\"text\":\"%s\"}".formatted(json));
  }

  private static Answer claudeCalls(SeenRequest request) {
    return claude(
        request,
        """
        {"type":"thinking","thinking":"hm","signature":"%s"},\
        {"type":"tool_use","id":"toolu_1","name":"get_weather","input":%s}\
        """
            .formatted(SEAL, ARGUMENTS),
        "tool_use");
  }

  private static Answer claude(SeenRequest request, String content, String reason) {
    String message =
        """
        {"id":"msg_1","type":"message","role":"assistant","model":"claude-sonnet-4-5",\
        "content":[%s],"stop_reason":%s,"stop_sequence":null,\
        "usage":{"input_tokens":4,"output_tokens":3}}\
        """;
    return request.json().path("stream").asBoolean()
        ? ClaudeStream.of(message.formatted("", "null"), content, reason)
        : Answer.json(200, message.formatted(content, "\"" + reason + "\""));
  }

  private static Answer geminiCalls(SeenRequest request) {
    return gemini(
        request,
        """
        {"text":"hm","thought":true},{"functionCall":{"name":"get_weather","args":%s},\
        "thoughtSignature":"%s"}\
        """
            .formatted(ARGUMENTS, SEAL));
  }

  private static Answer gemini(SeenRequest request, String parts) {
    String body =
        """
        {"candidates":[{"content":{"parts":[%s],"role":"model"},"finishReason":"STOP",\
        "index":0}],"usageMetadata":{"promptTokenCount":4,"candidatesTokenCount":3},\
        "modelVersion":"gemini-2.5-flash","responseId":"r1"}\
        """
            .formatted(parts);
    return request.target().contains("streamGenerateContent")
        ? Answer.sse(body)
        : Answer.json(200, body);
  }
}
