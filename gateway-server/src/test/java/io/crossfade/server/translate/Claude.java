package io.crossfade.server.translate;

import io.crossfade.server.testing.Answer;
import io.crossfade.server.testing.SeenRequest;
import java.util.function.Function;

/** A healthy provider of Anthropic's API. */
record Claude(String words) implements Function<SeenRequest, Answer> {
  static final String START =
      """
      {"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant",\
      "model":"claude","content":[],"stop_reason":null,"stop_sequence":null,\
      "usage":{"input_tokens":7,"output_tokens":1}}}\
      """;

  /** Anthropic's SDKs and documentation call it so: overloaded, status 529. */
  static final Answer OVERLOADED =
      Answer.json(
          529,
          """
          {"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}\
          """);

  @Override
  public Answer apply(SeenRequest request) {
    return request.json().path("stream").asBoolean() ? streamed() : whole();
  }

  Answer whole() {
    return Answer.json(
        200,
        """
        {"id":"msg_1","type":"message","role":"assistant","model":"claude","content":\
        [{"type":"text","text":"%s"}],"stop_reason":"end_turn","stop_sequence":null,\
        "usage":{"input_tokens":7,"output_tokens":3}}\
        """
            .formatted(words));
  }

  Answer streamed() {
    return said()
        .event("content_block_stop", "{\"type\":\"content_block_stop\",\"index\":0}")
        .event(
            "message_delta",
            """
            {"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null},\
            "usage":{"output_tokens":3}}\
            """)
        .event("message_stop", "{\"type\":\"message_stop\"}")
        .lastChunk();
  }

  /** A stream that has begun to speak and is not over. */
  Answer said() {
    return begun()
        .event(
            "content_block_delta",
            """
            {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"%s"}}\
            """
                .formatted(words));
  }

  /** A stream that has begun and said nothing yet. */
  static Answer begun() {
    return Answer.stream()
        .event("message_start", START)
        .event("ping", "{\"type\":\"ping\"}")
        .event(
            "content_block_start",
            """
            {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}\
            """);
  }
}
