package io.crossfade.server.real.sdk;

import io.crossfade.server.testing.Answer;
import io.crossfade.server.testing.SeenRequest;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;

/** Answers on OpenAI's wire. */
final class ChatAnswers {
  static final String LIMITED =
      """
      {"error":{"message":"Slow down.","type":"requests","param":null,\
      "code":"rate_limit_exceeded"}}\
      """;

  private static final String CALL =
      """
      {"index":0,"id":"call_1","type":"function","function":{"name":"get_weather",\
      "arguments":"{\\"city\\":\\"Zürich\\"}"}}\
      """;

  private static final String USAGE =
      "{\"prompt_tokens\":4,\"completion_tokens\":3,\"total_tokens\":7}";

  private ChatAnswers() {}

  static Answer to(SeenRequest request) {
    if (request.target().endsWith("/embeddings")) {
      return embedding(request.json().path("encoding_format").asText().equals("base64"));
    }
    boolean tools = request.json().has("tools");
    String words = SdkProvider.words(request);
    return request.json().path("stream").asBoolean() ? stream(tools, words) : plain(tools, words);
  }

  private static Answer plain(boolean tools, String words) {
    String message =
        tools ? "\"content\":null,\"tool_calls\":[" + CALL + "]" : "\"content\":\"" + words + "\"";
    return Answer.json(
        200,
        """
        {"id":"chatcmpl-1","object":"chat.completion","created":1,"model":"gpt-4o","choices":[\
        {"index":0,"message":{"role":"assistant","refusal":null,%s},"logprobs":null,\
        "finish_reason":"%s"}],"usage":%s}\
        """
            .formatted(message, tools ? "tool_calls" : "stop", USAGE));
  }

  private static Answer stream(boolean tools, String words) {
    Answer answer = Answer.stream().event(chunk("{\"role\":\"assistant\",\"content\":\"\"}"));
    if (tools) {
      return tool(answer).event(last("tool_calls")).event("[DONE]").lastChunk();
    }
    for (String word : words.split("(?<= )", -1)) {
      answer = answer.event(chunk("{\"content\":\"" + word + "\"}"));
    }
    return answer.event(last("stop")).event(usage()).event("[DONE]").lastChunk();
  }

  /** The arguments come in two pieces, as models write them. */
  private static Answer tool(Answer answer) {
    String first = CALL.replace("\\\"Zürich\\\"}", "");
    String second = "{\"index\":0,\"function\":{\"arguments\":\"\\\"Zürich\\\"}\"}}";
    return answer
        .event(chunk("{\"tool_calls\":[" + first + "]}"))
        .event(chunk("{\"tool_calls\":[" + second + "]}"));
  }

  private static String chunk(String delta) {
    return event("{\"index\":0,\"delta\":%s,\"finish_reason\":null}".formatted(delta), "null");
  }

  private static String last(String reason) {
    return event("{\"index\":0,\"delta\":{},\"finish_reason\":\"%s\"}".formatted(reason), "null");
  }

  private static String usage() {
    return event("", USAGE);
  }

  private static String event(String choice, String usage) {
    return """
    {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1,"model":"gpt-4o",\
    "choices":[%s],"usage":%s}\
    """
        .formatted(choice, usage);
  }

  static Answer endless() {
    return Answer.stream().event(chunk("{\"content\":\"first\"}"));
  }

  private static Answer embedding(boolean base64) {
    ByteBuffer floats = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
    floats.putFloat(0.5f).putFloat(-0.25f).putFloat(1f);
    String vector =
        base64
            ? "\"" + Base64.getEncoder().encodeToString(floats.array()) + "\""
            : "[0.5,-0.25,1.0]";
    return Answer.json(
        200,
        """
        {"object":"list","data":[{"object":"embedding","index":0,"embedding":%s}],\
        "model":"text-embedding-3-small","usage":{"prompt_tokens":1,"total_tokens":1}}\
        """
            .formatted(vector));
  }

  static Answer badRequest() {
    return Answer.json(
        400,
        """
        {"error":{"message":"'stop' is not supported with this model.",\
        "type":"invalid_request_error","param":"stop","code":"unsupported_parameter"}}\
        """);
  }

  static Answer unknown() {
    return Answer.json(
        404,
        """
        {"error":{"message":"The model `gpt-unknown` does not exist.",\
        "type":"invalid_request_error","param":null,"code":"model_not_found"}}\
        """);
  }
}
