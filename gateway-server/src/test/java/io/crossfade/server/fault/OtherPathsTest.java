package io.crossfade.server.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.crossfade.core.fault.Evidence;
import io.crossfade.core.fault.Outcome;
import io.crossfade.server.testing.Answer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The same faults in the words of the other paths and of the other wire. */
class OtherPathsTest {
  private static final String OPENAI =
      "{\"error\":{\"message\":\"slow down\",\"type\":\"t\",\"param\":null,\"code\":\"c\"}}";
  private static final String ANTHROPIC =
      "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"busy\"}}";

  @ParameterizedTest
  @ValueSource(strings = {"/v1/completions", "/v1/embeddings", "/v1/responses"})
  void openAiPaths_failAlike(String path, @TempDir Path folder) {
    try (Table table = Table.on(folder, path)) {
      Table.Seen plain = ask(table, Answer.json(500, "{}"), Outcome.SERVER_ERROR);
      assertThat(plain.response().status()).isEqualTo(502);
      assertThat(plain.response().json().path("error").size()).isEqualTo(4);
      Table.Seen own = ask(table, Answer.json(503, OPENAI), Outcome.UNAVAILABLE);
      assertThat(own.response().status()).isEqualTo(503);
      assertThat(own.response().text()).isEqualTo(OPENAI);
      Table.Seen none = ask(table, Answer.json(200, "{\"a\":1}"), Outcome.SERVER_ERROR);
      assertThat(none.response().json().path("error").path("code").asText())
          .isEqualTo("bad_provider_response");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "500, 502, api_error, SERVER_ERROR",
    "503, 503, overloaded_error, UNAVAILABLE",
    "529, 529, overloaded_error, UNAVAILABLE",
    "429, 429, rate_limit_error, RATE_LIMITED",
    "504, 504, timeout_error, TIMEOUT",
    "401, 502, api_error, UNAVAILABLE",
    "302, 502, api_error, SERVER_ERROR",
    "404, 404, not_found_error, UNAVAILABLE",
  })
  void messages_fail_inAnthropicsShape(
      int given, int status, String type, Outcome outcome, @TempDir Path folder) {
    try (Table table = Table.on(folder, "/v1/messages")) {
      Table.Seen seen = ask(table, Answer.json(given, "{}"), outcome);
      assertThat(seen.response().status()).isEqualTo(status);
      JsonNode body = seen.response().json();
      assertThat(body.path("type").asText()).isEqualTo("error");
      assertThat(body.path("error").path("type").asText()).isEqualTo(type);
      assertThat(body.path("error").path("message").asText()).isNotEmpty();
    }
  }

  @Test
  void messages_ownError_passes(@TempDir Path folder) {
    try (Table table = Table.on(folder, "/v1/messages")) {
      Table.Seen seen = ask(table, Answer.json(529, ANTHROPIC), Outcome.UNAVAILABLE);
      assertThat(seen.response().status()).isEqualTo(529);
      assertThat(seen.response().text()).isEqualTo(ANTHROPIC);
    }
  }

  @Test
  void messages_streamThatBreaks_endsInAnErrorEvent(@TempDir Path folder) {
    Answer broken =
        Answer.stream()
            .event("message_start", "{\"type\":\"message_start\",\"message\":{}}")
            .event(
                "content_block_delta",
                "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"Hi\"}}")
            .close();
    try (Table table = Table.on(folder, "/v1/messages")) {
      Table.Seen seen =
          table.ask(
              new Table.Question("rescued", true), broken, Outcome.STREAM_BROKEN, Evidence.FAILURE);
      String text = seen.response().text();
      assertThat(text.substring(text.indexOf("event: error")))
          .startsWith("event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"api_error\"")
          .endsWith("}\n\n");
      assertThat(text).doesNotContain("message_stop", "[DONE]");
    }
  }

  @Test
  void responses_streamThatBreaks_endsInItsOwnErrorEvent(@TempDir Path folder) {
    Answer broken =
        Answer.stream()
            .event("response.created", "{\"type\":\"response.created\"}")
            .event(
                "response.output_text.delta",
                "{\"type\":\"response.output_text.delta\",\"delta\":\"Hi\"}")
            .close();
    try (Table table = Table.on(folder, "/v1/responses")) {
      Table.Seen seen =
          table.ask(
              new Table.Question("rescued", true), broken, Outcome.STREAM_BROKEN, Evidence.FAILURE);
      assertThat(seen.response().text())
          .contains("event: error\ndata: {\"type\":\"error\",\"code\":\"provider_stream_broken\"");
    }
  }

  private static Table.Seen ask(Table table, Answer answer, Outcome outcome) {
    return table.ask(new Table.Question("alone", false), answer, outcome, Evidence.FAILURE);
  }
}
