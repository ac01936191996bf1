package io.crossfade.server.translate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.crossfade.server.story.Story;
import io.crossfade.server.testing.Answer;
import io.crossfade.server.testing.Cassette;
import io.crossfade.server.testing.CassettePlayer;
import io.crossfade.server.testing.Cassettes;
import io.crossfade.server.testing.Cuts;
import io.crossfade.server.testing.RawResponse;
import io.crossfade.server.testing.SeenRequest;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Callers of OpenAI's and Anthropic's APIs, answered with what Cohere was recorded to say. */
final class CohereStoryTest {
  private static final String CHAT = "/v1/chat/completions";
  private static final String ASK =
      """
      {"model":"command-a-03-2025","messages":[{"role":"user","content":"Hi"}],"tools":\
      [{"type":"function","function":{"name":"get_weather"}}]}\
      """;

  @TempDir private Path folder;

  @Test
  void chat_recordedAnswer_isTold() {
    try (Story story = story("cohere.v2.chat.json.cached-tokens_system-prompt.1")) {
      RawResponse answer = Move.post(story, CHAT, ASK);
      assertThat(answer.status()).isEqualTo(200);
      JsonNode body = answer.json();
      assertThat(body.at("/choices/0/message/content").asText()).contains("XKCD7392");
      assertThat(body.at("/choices/0/finish_reason").asText()).isEqualTo("stop");
      assertThat(body.at("/usage/total_tokens").asInt()).isEqualTo(128);
      assertThat(body.path("model").asText()).isEqualTo("command-a-03-2025");
      SeenRequest seen = story.next.awaitRequest(0);
      assertThat(seen.target()).isEqualTo("/v2/chat");
      assertThat(seen.headers().get("authorization")).isEqualTo("Bearer co-fake-key-1");
      assertThat(seen.json().at("/messages/0/content").asText()).isEqualTo("Hi");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "cohere.v2.chat.json.parallel-tool-calls_tool-call.1, tool_calls",
    "cohere.v2.chat.json.tool-call_reasoning.1, tool_calls",
    "cohere.v2.chat.json.document-input_citations.1, stop",
    "cohere.v2.chat.json.image-input_cached-tokens.1, stop",
    "cohere.v2.chat.json.reasoning_cached-tokens.1, stop",
    "cohere.v2.chat.json.stop-length_cached-tokens.1, length",
    "cohere.v2.chat.json.stop-sequence_text.1, stop",
    "cohere.v2.chat.json.structured-output.1, stop",
    "cohere.v2.chat.json.tool-call_cached-tokens.1, tool_calls"
  })
  void chat_everyRecordedAnswer_endsAsItDid(String recording, String finish) {
    try (Story story = story(recording)) {
      JsonNode body = Move.post(story, CHAT, ASK).json();
      assertThat(body.at("/choices/0/finish_reason").asText()).isEqualTo(finish);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "cohere.v2.chat.stream.cached-tokens_text.1, stop",
    "cohere.v2.chat.stream.citations_tool-result.1, stop",
    "cohere.v2.chat.stream.empty-tool-args_tool-call.1, tool_calls",
    "cohere.v2.chat.stream.image-input_cached-tokens.1, stop",
    "cohere.v2.chat.stream.parallel-tool-calls_tool-call.1, tool_calls",
    "cohere.v2.chat.stream.reasoning.1, stop",
    "cohere.v2.chat.stream.tool-call_cached-tokens.1, tool_calls"
  })
  void stream_recorded_comesInOpenAisChunks(String recording, String finish) {
    try (Story story = story(recording)) {
      RawResponse answer = Move.post(story, CHAT, streaming(ASK));
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.text())
          .startsWith("data: {\"id\":\"")
          .contains("\"finish_reason\":\"" + finish + "\"")
          .doesNotContain("\"arguments\":\"\"}}]},\"logprobs\":null,\"finish_reason\":\"")
          .endsWith("data: [DONE]\n\n");
      assertThat(story.next.awaitRequest(0).json().path("stream").asBoolean()).isTrue();
    }
  }

  @Test
  void messages_recordedStream_comesInAnthropicsEvents() {
    try (Story story = story("cohere.v2.chat.stream.parallel-tool-calls_tool-call.1")) {
      RawResponse answer =
          Move.post(
              story,
              "/v1/messages",
              streaming(
                  """
                  {"model":"c","max_tokens":9,"messages":[{"role":"user","content":"Hi"}]}\
                  """));
      assertThat(answer.text())
          .contains("\"type\":\"text_delta\"", "get_time_dg5wwc00d8v5", "get_weather_bc8241gkqss5")
          .contains("\"stop_reason\":\"tool_use\"")
          .contains("event: message_stop");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "cohere.v2.chat.json.error-400_multi-turn.1, 400, invalid_request",
    "cohere.v2.chat.json.error-401.1, 502, provider_auth_failed"
  })
  void error_recorded_hasTheCallersShape(String recording, int status, String code) {
    try (Story story = story(recording)) {
      RawResponse answer = Move.post(story, CHAT, ASK);
      assertThat(answer.status()).isEqualTo(status);
      assertThat(answer.json().at("/error/code").asText()).isEqualTo(code);
      assertThat(answer.text()).doesNotContain("dashboard.cohere.com");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "404, model command-x not found, 404, model_not_found",
    "429, limited to 1000 API calls / month, 429, rate_limit_exceeded",
    "498, blocked input, 400, invalid_request",
    "500, internal server error, 502, provider_error",
    "503, service unavailable, 503, provider_overloaded"
  })
  void error_documented_hasTheCallersShape(int given, String said, int status, String code) {
    try (Story story = story(Answer.json(given, "{\"message\":\"%s\"}".formatted(said)))) {
      RawResponse answer = Move.post(story, CHAT, ASK);
      assertThat(answer.status()).isEqualTo(status);
      assertThat(answer.json().at("/error/code").asText()).isEqualTo(code);
    }
  }

  @ParameterizedTest
  @CsvSource({"ERROR, 502", "TIMEOUT, 504"})
  void chat_answerThatFailedUnderSuccess_isAnError(String finish, int status) {
    try (Story story =
        story(Answer.json(200, "{\"message\":{},\"finish_reason\":\"%s\"}".formatted(finish)))) {
      assertThat(Move.post(story, CHAT, ASK).status()).isEqualTo(status);
    }
  }

  private static String streaming(String body) {
    return body.replace("{\"model\"", "{\"stream\":true,\"model\"");
  }

  private Story story(String recording) {
    Cassette tape = Cassettes.named(recording);
    return story(CassettePlayer.answer(tape, tape.body(), Cuts.every(100)));
  }

  private Story story(Answer answer) {
    Story story = new Story(folder);
    story.next.script(answer);
    story.save(
        """
        server: {listen: "127.0.0.1:0", admin: "127.0.0.1:0"}
        providers:
          next: {type: cohere, base_url: "http://127.0.0.1:NEXT", api_key: co-fake-key-1, \
        retries: {max: 0}, timeouts: {total: 8s}}
        routes:
          - {model: "*", to: next}
        """);
    story.start();
    return story;
  }
}
