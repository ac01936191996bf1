package io.crossfade.server.real.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a recorded stream becomes: itself, with a missing end made good or named. */
final class StreamRules {
  private static final Set<String> ENDS =
      Set.of("response.completed", "response.incomplete", "response.failed", "message_stop");

  private final List<JsonNode> events;
  private final boolean done;

  private StreamRules(List<String> events) {
    this.events = events.stream().map(Rules::json).toList();
    this.done = events.contains("[DONE]");
  }

  static Expected of(Exchange exchange) {
    String raw = new String(exchange.tape().body(), UTF_8);
    StreamRules stream = new StreamRules(data(raw));
    boolean chat = exchange.path().endsWith("/completions");
    if (stream.events.stream().anyMatch(StreamRules::isError)) {
      return stream.withError(raw);
    }
    if (!(chat ? stream.everyChoiceFinished() : stream.ended())) {
      return new Expected.Broken(
          Expected.latin1(raw), "provider_stream_broken", "the stream breaks off before its end");
    }
    return chat && !stream.done
        ? Expected.same(200, raw + "data: [DONE]\n\n", "only the end marker is missing")
        : Expected.same(200, raw, "a whole stream passes as it is");
  }

  /** An error before all content is told by a status, unless something was sent already. */
  private Expected withError(String raw) {
    Expected.Ours refused =
        new Expected.Ours(502, "bad_provider_response", "the error is all there is in the stream");
    Expected.Same passed = Expected.same(200, raw, "the provider's own error event passes");
    if (isError(events.getFirst())) {
      return refused;
    }
    return events.stream().takeWhile(event -> !isError(event)).noneMatch(StreamRules::isContent)
        ? new Expected.Either(refused, passed)
        : passed;
  }

  private static boolean isContent(JsonNode event) {
    return event.toString().matches(".*(\"content\":\"[^\"]|delta\":\"|\"reasoning\":\"[^\"]).*");
  }

  /** The data of each event that has any. */
  private static List<String> data(String raw) {
    return Arrays.stream(raw.replace("\r\n", "\n").split("\n\n"))
        .map(StreamRules::dataOf)
        .filter(data -> !data.isEmpty())
        .toList();
  }

  private static String dataOf(String event) {
    return String.join(
        "\n",
        event
            .lines()
            .filter(line -> line.startsWith("data:"))
            .map(line -> line.substring("data:".length()).strip())
            .toList());
  }

  private static boolean isError(JsonNode event) {
    return event.hasNonNull("error")
        || event.path("type").asText().equals("error")
        || event.path("type").asText().equals("response.failed")
        || event.findValuesAsText("finish_reason").contains("error");
  }

  private boolean ended() {
    return events.stream().anyMatch(event -> ENDS.contains(event.path("type").asText()));
  }

  private boolean everyChoiceFinished() {
    Map<Integer, Boolean> finished = new HashMap<>();
    for (JsonNode event : events) {
      for (JsonNode choice : event.path("choices")) {
        finished.merge(
            choice.path("index").asInt(), choice.hasNonNull("finish_reason"), Boolean::logicalOr);
      }
    }
    return !finished.isEmpty() && !finished.containsValue(false);
  }
}
