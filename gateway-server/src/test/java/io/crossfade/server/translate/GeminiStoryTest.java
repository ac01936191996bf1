package io.crossfade.server.translate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.crossfade.server.story.Story;
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

/** Callers of OpenAI's and Anthropic's APIs, answered with what Google was recorded to say. */
final class GeminiStoryTest {
  private static final String GEMINI =
      "{type: gemini, base_url: \"http://127.0.0.1:NEXT\", api_key: AIza-fake-key-1, %s}";
  private static final String VERTEX =
      "{type: vertex, project: my-project, region: eu, base_url: \"http://127.0.0.1:NEXT\","
          + " api_key: ya29.fake-token-1, %s}";
  private static final String SETTINGS = "retries: {max: 0}, timeouts: {total: 8s}";
  private static final String CHAT = "/v1/chat/completions";
  private static final String ASK =
      """
      {"model":"gpt-4o","messages":[{"role":"user","content":"Hi"}],"tools":\
      [{"type":"function","function":{"name":"get_weather"}}]}\
      """;

  @TempDir private Path folder;

  @Test
  void chat_recordedAnswer_isTold() {
    try (Story story = story(GEMINI, "gemini.generateContent.json.text.1")) {
      RawResponse answer = Move.post(story, CHAT, ASK);
      assertThat(answer.status()).isEqualTo(200);
      JsonNode body = answer.json();
      assertThat(body.at("/choices/0/message/content").asText()).contains("**Paris**");
      assertThat(body.at("/choices/0/finish_reason").asText()).isEqualTo("stop");
      assertThat(body.at("/usage/total_tokens").asInt()).isEqualTo(41);
      SeenRequest seen = story.next.awaitRequest(0);
      assertThat(seen.target()).isEqualTo("/v1beta/models/gemini-2.5-flash:generateContent");
      assertThat(seen.headers().get("x-goog-api-key")).isEqualTo("AIza-fake-key-1");
      assertThat(seen.headers().get("authorization")).isNull();
      assertThat(seen.json().at("/contents/0/parts/0/text").asText()).isEqualTo("Hi");
    }
  }

  @Test
  void chat_vertex_isAskedInItsProjectWithAToken() {
    try (Story story =
        story(VERTEX, "vertex.generateContent.json.parallel-tool-calls_tool-call.1")) {
      JsonNode body = Move.post(story, CHAT, ASK).json();
      assertThat(body.at("/choices/0/message/tool_calls")).hasSize(2);
      assertThat(body.at("/choices/0/message/reasoning_details/0/format").asText())
          .isEqualTo("gemini");
      SeenRequest seen = story.next.awaitRequest(0);
      assertThat(seen.target())
          .isEqualTo(
              "/v1beta1/projects/my-project/locations/eu/publishers/google/models/"
                  + "gemini-2.5-flash:generateContent");
      assertThat(seen.headers().get("authorization")).isEqualTo("Bearer ya29.fake-token-1");
      assertThat(seen.headers().get("openai-project")).isNull();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "gemini.streamGenerateContent.stream.system-prompt_text.1, stop",
    "gemini.streamGenerateContent.stream.web-search_citations.1, stop",
    "gemini.streamGenerateContent.stream.parallel-tool-calls_tool-call.1, tool_calls",
    "gemini.streamGenerateContent.stream.empty-tool-args_tool-call.1, tool_calls",
    "vertex.streamGenerateContent.stream.text.1, stop",
    "vertex.streamGenerateContent.stream.tool-call_thinking-signature.1, tool_calls"
  })
  void stream_recorded_comesInOpenAisChunks(String recording, String finish) {
    try (Story story = story(GEMINI, recording)) {
      RawResponse answer = Move.post(story, CHAT, streaming(ASK));
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.text())
          .startsWith("data: {\"id\":\"")
          .contains("\"finish_reason\":\"" + finish + "\"")
          .endsWith("data: [DONE]\n\n");
      assertThat(story.next.awaitRequest(0).target()).endsWith(":streamGenerateContent?alt=sse");
    }
  }

  @Test
  void messages_recordedStream_comesInAnthropicsEvents() {
    try (Story story =
        story(GEMINI, "gemini.streamGenerateContent.stream.parallel-tool-calls_tool-call.1")) {
      RawResponse answer =
          Move.post(
              story,
              "/v1/messages",
              streaming(
                  """
                  {"model":"c","max_tokens":9,"messages":[{"role":"user","content":"Hi"}]}\
                  """));
      assertThat(answer.text())
          .contains("\"data\":\"crossfade.gemini.", "\"type\":\"tool_use\"", "dv8szvqe", "j80tal12")
          .contains("\"stop_reason\":\"tool_use\"")
          .contains("event: message_stop");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "gemini.generateContent.json.error-429_multi-turn.1, 429, rate_limit_exceeded",
    "gemini.generateContent.json.error-400.1, 502, provider_auth_failed",
    "gemini.generateContent.json.error-404.1, 404, model_not_found",
    "vertex.generateContent.json.error-400_image-input.1, 400, invalid_request",
    "documented.gemini.503, 503, provider_overloaded"
  })
  void error_recorded_hasTheCallersShape(String recording, int status, String code) {
    try (Story story = story(GEMINI, recording)) {
      RawResponse answer = Move.post(story, CHAT, ASK);
      assertThat(answer.status()).isEqualTo(status);
      JsonNode error = answer.json().path("error");
      assertThat(error.path("code").asText()).isEqualTo(code);
      assertThat(error.has("details")).isFalse();
      if (status == 429) {
        assertThat(answer.header("retry-after")).isEqualTo("48");
      }
    }
  }

  private static String streaming(String body) {
    return body.replace("{\"model\"", "{\"stream\":true,\"model\"");
  }

  private Story story(String provider, String recording) {
    Cassette tape = Cassettes.named(recording);
    Story story = new Story(folder);
    story.next.script(CassettePlayer.answer(tape, tape.body(), Cuts.every(100)));
    story.save(
        """
        server: {listen: "127.0.0.1:0", admin: "127.0.0.1:0"}
        providers:
          next: %s
        routes:
          - {model: "*", to: next/gemini-2.5-flash}
        """
            .formatted(provider.formatted(SETTINGS)));
    story.start();
    return story;
  }
}
