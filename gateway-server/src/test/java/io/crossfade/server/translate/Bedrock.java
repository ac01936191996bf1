package io.crossfade.server.translate;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.crossfade.server.testing.Answer;
import io.crossfade.server.testing.SeenRequest;
import io.crossfade.server.testing.aws.SigV4;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import software.amazon.eventstream.HeaderValue;
import software.amazon.eventstream.Message;

/** Bedrock, which answers whoever signs with the right key, and streams in frames. */
record Bedrock(String words, String secretKey) implements Function<SeenRequest, Answer> {
  static final String STREAM_TYPE = "application/vnd.amazon.eventstream";

  @Override
  public Answer apply(SeenRequest request) {
    if (!new SigV4(secretKey, "bedrock").accepts(request)) {
      return error(403, "InvalidSignatureException", "The Canonical String should have been ...");
    }
    return request.target().endsWith("/converse-stream") ? streamed() : whole();
  }

  static Answer error(int status, String type, String message) {
    byte[] body = "{\"message\":\"%s\"}".formatted(message).getBytes(UTF_8);
    return Answer.whole(
        status, "application/json", body, "x-amzn-errortype: " + type + ":http://internal/");
  }

  Answer whole() {
    return Answer.json(
        200,
        """
        {"output":{"message":{"role":"assistant","content":[{"text":"%s"},{"toolUse":\
        {"toolUseId":"tooluse_1","name":"weather","input":{"city":"Ulm"}}}]}},\
        "stopReason":"tool_use","usage":{"inputTokens":7,"outputTokens":3,"totalTokens":12,\
        "cacheReadInputTokens":2},"metrics":{"latencyMs":1}}\
        """
            .formatted(words));
  }

  Answer streamed() {
    return said()
        .chunk(event("contentBlockStop", "{\"contentBlockIndex\":0}"))
        .chunk(
            event(
                "contentBlockStart",
                """
                {"contentBlockIndex":1,"start":{"toolUse":\
                {"toolUseId":"tooluse_1","name":"weather"}}}\
                """))
        .chunk(
            event(
                "contentBlockDelta",
                """
                {"contentBlockIndex":1,"delta":{"toolUse":{"input":"{\\"city\\":\\"Ulm\\"}"}}}\
                """))
        .chunk(event("contentBlockStop", "{\"contentBlockIndex\":1}"))
        .chunk(event("messageStop", "{\"stopReason\":\"tool_use\"}"))
        .chunk(
            event(
                "metadata",
                "{\"usage\":{\"inputTokens\":7,\"outputTokens\":3},\"metrics\":{\"latencyMs\":1}}"))
        .lastChunk();
  }

  /** A stream that has begun to speak and is not over. */
  Answer said() {
    return begun().chunk(text(words));
  }

  /** A stream that has begun and said nothing yet. */
  static Answer begun() {
    return Answer.chunked(200, STREAM_TYPE)
        .chunk(event("messageStart", "{\"role\":\"assistant\"}"));
  }

  static byte[] text(String words) {
    return event(
        "contentBlockDelta",
        "{\"contentBlockIndex\":0,\"delta\":{\"text\":\"%s\"},\"p\":\"ab\"}".formatted(words));
  }

  static byte[] event(String type, String payload) {
    return message("event", ":event-type", type, payload);
  }

  static byte[] exception(String type, String message) {
    String payload = "{\"message\":\"%s\"}".formatted(message);
    return message("exception", ":exception-type", type, payload);
  }

  private static byte[] message(String kind, String name, String type, String payload) {
    Map<String, HeaderValue> headers = new LinkedHashMap<>();
    headers.put(name, HeaderValue.fromString(type));
    headers.put(":content-type", HeaderValue.fromString("application/json"));
    headers.put(":message-type", HeaderValue.fromString(kind));
    return new Message(headers, payload.getBytes(UTF_8)).toByteBuffer().array();
  }
}
