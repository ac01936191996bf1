package io.crossfade.server.real.sdk;

import io.crossfade.server.testing.Answer;
import io.crossfade.server.testing.SeenRequest;

/** Answers of Gemini's API. */
final class GeminiAnswers {
  static final String LIMITED = error(429, "RESOURCE_EXHAUSTED", "Slow down.");

  private static final String TEXT = "{\"text\":\"%s\"}";
  private static final String CALL =
      "{\"functionCall\":{\"name\":\"get_weather\",\"args\":{\"city\":\"Zürich\"}}}";

  private GeminiAnswers() {}

  static Answer to(SeenRequest request) {
    boolean tools = request.json().has("tools");
    String words = SdkProvider.words(request);
    if (!request.target().contains(":stream")) {
      return Answer.json(200, last(tools ? CALL : TEXT.formatted(words)));
    }
    return tools ? Answer.stream().event(last(CALL)).lastChunk() : stream(words);
  }

  private static Answer stream(String words) {
    Answer answer = Answer.stream();
    for (String word : words.split("(?<= )", -1)) {
      answer = answer.event(piece(word));
    }
    return answer.event(last(TEXT.formatted(""))).lastChunk();
  }

  private static String piece(String text) {
    return """
    {"candidates":[{"content":{"role":"model","parts":[%s]},"index":0}],"responseId":"r-1"}\
    """
        .formatted(TEXT.formatted(text));
  }

  private static String last(String part) {
    return """
    {"candidates":[{"content":{"role":"model","parts":[%s]},"finishReason":"STOP","index":0}],\
    "usageMetadata":{"promptTokenCount":4,"candidatesTokenCount":3,"totalTokenCount":7},\
    "modelVersion":"gemini-2.5-flash","responseId":"r-1"}\
    """
        .formatted(part);
  }

  static Answer endless() {
    return Answer.stream().event(piece("first"));
  }

  static Answer badRequest() {
    return Answer.json(400, error(400, "INVALID_ARGUMENT", "max tokens: too many"));
  }

  static Answer unknown() {
    return Answer.json(404, error(404, "NOT_FOUND", "models/gpt-unknown is not found"));
  }

  private static String error(int code, String status, String message) {
    return """
    {"error":{"code":%d,"message":"%s","status":"%s"}}\
    """
        .formatted(code, message, status);
  }
}
