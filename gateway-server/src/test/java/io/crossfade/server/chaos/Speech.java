package io.crossfade.server.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.crossfade.server.story.Voice;
import io.crossfade.server.testing.Answer;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a provider has to say to one call, which nobody says to any other: whoever gets bytes of
 * somebody else's answer can tell.
 */
record Speech(String provider, int call) {

  String json() {
    return """
    {"id":"c-%2$d","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,\
    "message":{"role":"assistant","content":"%1$s answers %2$d"},"finish_reason":"stop"}],\
    "usage":{"prompt_tokens":1,"completion_tokens":2,"total_tokens":3}}\
    """
        .formatted(provider, call);
  }

  /** A whole stream as the caller reads it. */
  String stream() {
    return opening() + sse(ending());
  }

  /** A stream up to its first content. */
  String opening() {
    return sse(beginning());
  }

  /** An answer that has begun to speak and never ends. */
  Answer begun() {
    return events(Answer.stream(), beginning());
  }

  /** A whole stream, but for the end of its body. */
  Answer said() {
    return events(begun(), ending());
  }

  Answer whole(boolean stream, String... fields) {
    return stream
        ? events(events(Answer.stream(fields), beginning()), ending()).lastChunk()
        : Answer.whole(200, "application/json", json().getBytes(UTF_8), fields);
  }

  private static Answer events(Answer answer, List<String> events) {
    Answer longer = answer;
    for (String data : events) {
      longer = longer.event(data);
    }
    return longer;
  }

  private List<String> beginning() {
    return List.of(
        Voice.delta("{\"role\":\"assistant\",\"content\":\"\"}", "null"),
        Voice.delta("{\"content\":\"%s answers %d\"}".formatted(provider, call), "null"));
  }

  private static List<String> ending() {
    return List.of(Voice.delta("{}", "\"stop\""), "[DONE]");
  }

  private static String sse(List<String> events) {
    return events.stream().map(data -> "data: " + data + "\n\n").collect(Collectors.joining());
  }
}
