package io.crossfade.server.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.crossfade.server.testing.RawResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a caller may call a model, and what is told of models that are not here. */
final class ModelsTest {
  private static final String OPENAI =
      """
      server: {listen: "127.0.0.1:0", admin: "127.0.0.1:0"}
      providers:
        old: {type: openai, api_key: sk-test-1, base_url: "http://127.0.0.1:OLD/v1"}
        next: {type: mistral, api_key: sk-test-2, base_url: "http://127.0.0.1:NEXT/v1"}
      models:
        gpt-4o: {aliases: [openai/best, gpt-4o-2024-08-06]}
      migrations:
        - {name: move, from: old/gpt-4o, to: next/mistral-large-latest, split: 100%}
      """;

  @TempDir private Path folder;
  private Story story;

  @BeforeEach
  void begin() {
    story = new Story(folder);
    story.save(OPENAI);
    story.start();
  }

  @AfterEach
  void end() {
    story.close();
  }

  @ParameterizedTest
  @CsvSource({
    "gpt-4o,            candidate, mistral-large-latest",
    "openai/gpt-4o,     candidate, mistral-large-latest",
    "old/gpt-4o,        candidate, mistral-large-latest",
    "openai/best,       candidate, mistral-large-latest",
    "gpt-4o-2024-08-06, candidate, mistral-large-latest",
    "gpt-4o-2024-05-13, ,          gpt-4o-2024-05-13",
    "gpt-4o-mini,       ,          gpt-4o-mini",
    "openai/gpt-4o-mini,,          gpt-4o-mini",
  })
  void model_asNamed_goesWhereItsCanonicalIdGoes(String named, String arm, String sent) {
    RawResponse answer = story.ask(Story.ASK.replace("gpt-4o", named));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("x-crossfade-arm")).isEqualTo(arm);
    assertThat(answer.header("x-crossfade-model")).isEqualTo(sent);
    var provider = arm == null ? story.old : story.next;
    assertThat(provider.requests().getLast().json().path("model").asText()).isEqualTo(sent);
  }

  @Test
  void model_unknown_is404WithTheNearestIds() {
    RawResponse answer = story.ask(Story.ASK.replace("gpt-4o", "gpt-4oo"));
    assertThat(answer.status()).isEqualTo(404);
    JsonNode error = answer.json().path("error");
    assertThat(error.path("code").asText()).isEqualTo("model_not_found");
    assertThat(error.path("type").asText()).isEqualTo("invalid_request_error");
    assertThat(error.path("param").asText()).isEqualTo("model");
    assertThat(error.path("message").asText()).contains("'gpt-4oo'", "did you mean gpt-4o,");
  }

  @Test
  void models_list_hasWhatTheFileReaches() {
    JsonNode list = story.get("/v1/models").json();
    assertThat(list.path("object").asText()).isEqualTo("list");
    assertThat(list.path("data").findValuesAsText("id"))
        .contains("gpt-4o", "gpt-4o-mini", "mistral-large-latest");
    assertThat(list.path("data").get(0).path("object").asText()).isEqualTo("model");
  }

  @ParameterizedTest
  @CsvSource({
    "gpt-4o,          gpt-4o",
    "openai%2Fgpt-4o, gpt-4o",
    "openai%2Fbest,   gpt-4o",
    "gpt-4o-mini,     gpt-4o-mini",
  })
  void models_one_isItsCanonicalSelf(String named, String id) {
    RawResponse answer = story.get("/v1/models/" + named);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("id").asText()).isEqualTo(id);
    assertThat(answer.json().path("owned_by").asText()).isEqualTo("old");
  }

  @Test
  void models_unknownOne_is404() {
    RawResponse answer = story.get("/v1/models/nothing-like-it");
    assertThat(answer.status()).isEqualTo(404);
    JsonNode error = answer.json().path("error");
    assertThat(error.path("code").asText()).isEqualTo("model_not_found");
    assertThat(error.path("message").asText()).endsWith("GET /v1/models lists what is served here");
    assertThat(story.get("/v1/models/gpt-4oo").json().path("error").path("message").asText())
        .contains("did you mean gpt-4o,");
  }

  @Test
  void models_onAnthropicsWire_haveItsShape() {
    JsonNode list = story.get("/v1/models", "anthropic-version: 2023-06-01").json();
    assertThat(list.path("data").get(0).path("type").asText()).isEqualTo("model");
    assertThat(list.path("has_more").isBoolean()).isTrue();
  }

  @Test
  void health_isAnsweredHere() {
    assertThat(story.get("/v1/health").json().path("status").asText()).isEqualTo("ok");
    assertThat(story.old.requests()).isEmpty();
  }
}
