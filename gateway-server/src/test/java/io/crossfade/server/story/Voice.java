package io.crossfade.server.story;

import io.crossfade.server.testing.Answer;
import io.crossfade.server.testing.SeenRequest;
import java.util.function.Function;

/** How a healthy provider of these stories talks; its words say who was asked. */
public record Voice(String words) implements Function<SeenRequest, Answer> {

  /** What a provider says that takes no more work. */
  public static final Answer OVERLOADED =
      Answer.json(
          503,
          """
          {"error":{"message":"overloaded","type":"server_error","param":null,"code":null}}\
          """);

  @Override
  public Answer apply(SeenRequest request) {
    return request.json().path("stream").asBoolean() ? streamed() : whole();
  }

  public Answer whole() {
    return Answer.json(
        200,
        """
        {"id":"c-1","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,\
        "message":{"role":"assistant","content":"%s"},"finish_reason":"stop"}],\
        "usage":{"prompt_tokens":1,"completion_tokens":2,"total_tokens":3}}\
        """
            .formatted(words));
  }

  public Answer streamed() {
    return opening().event(delta("{}", "\"stop\"")).event("[DONE]").lastChunk();
  }

  /** A stream that has begun to speak and is not over. */
  public Answer opening() {
    return Answer.stream()
        .event(delta("{\"role\":\"assistant\",\"content\":\"\"}", "null"))
        .event(delta("{\"content\":\"" + words + "\"}", "null"));
  }

  public static String delta(String delta, String finish) {
    return """
    {"id":"c-1","object":"chat.completion.chunk","created":1,"model":"m",\
    "choices":[{"index":0,"delta":%s,"finish_reason":%s}]}\
    """
        .formatted(delta, finish);
  }
}
