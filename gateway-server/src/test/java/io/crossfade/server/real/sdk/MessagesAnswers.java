package io.crossfade.server.real.sdk;

import io.crossfade.server.testing.Answer;
import io.crossfade.server.testing.SeenRequest;

/** Answers on Anthropic's wire. */
final class MessagesAnswers {
  static final String LIMITED = error("rate_limit_error", "Slow down.");

  private static final String MESSAGE =
      """
      {"id":"msg_1","type":"message","role":"assistant","model":"claude-sonnet-4-5",\
      "content":[%s],"stop_reason":%s,"stop_sequence":null,\
      "usage":{"input_tokens":4,"output_tokens":3}}\
      """;

  private static final String ARGUMENTS = "{\"city\":\"Zürich\"}";

  private static final String CALL =
      "{\"type\":\"tool_use\",\"id\":\"toolu_1\",\"name\":\"get_weather\",\"input\":%s}";

  private static final String JSON_PIECE =
      "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":"
          + "{\"type\":\"input_json_delta\",\"partial_json\":\"%s\"}}";

  private MessagesAnswers() {}

  static Answer to(SeenRequest request) {
    if (request.target().contains("count_tokens")) {
      return Answer.json(200, "{\"input_tokens\":4}");
    }
    if (request.json().has("tools")) {
      return request.json().path("stream").asBoolean()
          ? toolStream()
          : Answer.json(200, MESSAGE.formatted(CALL.formatted(ARGUMENTS), "\"tool_use\""));
    }
    String words = SdkProvider.words(request);
    String text = "{\"type\":\"text\",\"text\":\"" + words + "\"}";
    return request.json().path("stream").asBoolean()
        ? stream(words)
        : Answer.json(200, MESSAGE.formatted(text, "\"end_turn\""));
  }

  private static Answer toolStream() {
    return Answer.stream()
        .event(
            "message_start",
            "{\"type\":\"message_start\",\"message\":" + MESSAGE.formatted("", "null") + "}")
        .event(
            "content_block_start",
            "{\"type\":\"content_block_start\",\"index\":0,\"content_block\":"
                + CALL.formatted("{}")
                + "}")
        .event("content_block_delta", JSON_PIECE.formatted("{\\\"city\\\":"))
        .event("content_block_delta", JSON_PIECE.formatted("\\\"Zürich\\\"}"))
        .event("content_block_stop", "{\"type\":\"content_block_stop\",\"index\":0}")
        .event(
            "message_delta",
            "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"tool_use\"},"
                + "\"usage\":{\"output_tokens\":3}}")
        .event("message_stop", "{\"type\":\"message_stop\"}")
        .lastChunk();
  }

  private static Answer stream(String words) {
    Answer answer = begun().event("ping", "{\"type\":\"ping\"}");
    for (String word : words.split("(?<= )", -1)) {
      answer = delta(answer, word);
    }
    return answer
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

  private static Answer begun() {
    String message = MESSAGE.formatted("", "null");
    return Answer.stream()
        .event("message_start", "{\"type\":\"message_start\",\"message\":" + message + "}")
        .event(
            "content_block_start",
            """
            {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}\
            """);
  }

  private static Answer delta(Answer answer, String text) {
    return answer.event(
        "content_block_delta",
        """
        {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"%s"}}\
        """
            .formatted(text));
  }

  static Answer endless() {
    return delta(begun(), "first");
  }

  static Answer badRequest() {
    return Answer.json(400, error("invalid_request_error", "max_tokens: too many"));
  }

  static Answer unknown() {
    return Answer.json(404, error("not_found_error", "model: claude-unknown"));
  }

  private static String error(String type, String message) {
    return """
    {"type":"error","error":{"type":"%s","message":"%s"}}\
    """
        .formatted(type, message);
  }
}
