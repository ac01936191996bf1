package io.crossfade.server.translate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.crossfade.server.story.Story;
import io.crossfade.server.testing.Answer;
import io.crossfade.server.testing.Await;
import io.crossfade.server.testing.RawResponse;
import io.crossfade.server.testing.SeenRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole answers in another dialect than the caller's. */
final class TranslatedCallTest {
  private static final String MESSAGES = "/v1/messages";
  private static final String MESSAGE =
      """
      {"model":"claude","max_tokens":9,"messages":[{"role":"user","content":"Hi"}]}\
      """;

  private static final String SEEDED = Story.ASK.replace("\"model\"", "\"seed\":1,\"model\"");

  @TempDir private Path folder;

  @Test
  void chat_candidateOfAnthropic_answersInOpenAisWords() {
    try (Story story = Move.toClaude(folder, "split: 100%")) {
      RawResponse answer =
          story.ask(
              Story.ASK.replace("\"model\"", "\"seed\":1,\"model\""), "authorization: Bearer x");
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.header("x-crossfade-provider")).isEqualTo("next");
      assertThat(answer.header("x-crossfade-model")).isEqualTo("the-new-one");
      assertThat(answer.header("x-crossfade-dropped")).isEqualTo("seed");
      assertThat(answer.header("content-type")).isEqualTo("application/json");
      JsonNode body = answer.json();
      assertThat(body.path("object").asText()).isEqualTo("chat.completion");
      assertThat(body.at("/choices/0/message/content").asText()).isEqualTo("I am Claude.");
      assertThat(body.at("/usage/prompt_tokens").asInt()).isEqualTo(7);
      SeenRequest seen = story.next.awaitRequest(0);
      assertThat(seen.target()).isEqualTo("/v1/messages");
      assertThat(seen.headers().get("x-api-key")).isEqualTo("sk-ant-fake-key-1");
      assertThat(seen.headers().get("authorization")).isNull();
      assertThat(seen.headers().get("anthropic-version")).isNotNull();
      assertThat(seen.json().path("model").asText()).isEqualTo("the-new-one");
    }
  }

  @Test
  void messages_candidateOfOpenAi_answersInAnthropicsWords() {
    try (Story story = Move.fromClaude(folder, "split: 100%")) {
      RawResponse answer = Move.post(story, MESSAGES, MESSAGE, "anthropic-version: 2023-06-01");
      assertThat(answer.status()).isEqualTo(200);
      JsonNode body = answer.json();
      assertThat(body.path("type").asText()).isEqualTo("message");
      assertThat(body.at("/content/0/text").asText()).isEqualTo("I am the new one.");
      assertThat(story.next.awaitRequest(0).target()).isEqualTo("/v1/chat/completions");
    }
  }

  @Test
  void chat_fieldTheCandidateCannotExpress_isAnsweredByTheControl() {
    try (Story story = Move.toClaude(folder, "split: 100%")) {
      String body = Story.ASK.replace("\"model\"", "\"logprobs\":true,\"model\"");
      RawResponse answer = story.ask(body);
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.header("x-crossfade-fallback")).isEqualTo("control");
      assertThat(answer.text()).contains("I am the old one.");
      assertThat(story.next.requests()).isEmpty();
    }
  }

  @Test
  void chat_fieldNobodyCanExpress_isRefusedByName() {
    try (Story story = Move.toClaude(folder, "split: 100%, fallback: none")) {
      RawResponse answer = story.ask(Story.ASK.replace("\"model\"", "\"n\":2,\"model\""));
      assertThat(answer.status()).isEqualTo(400);
      JsonNode error = answer.json().path("error");
      assertThat(error.path("code").asText()).isEqualTo("unsupported_parameter");
      assertThat(error.path("param").asText()).isEqualTo("n");
      assertThat(error.path("message").asText()).contains("'next'");
    }
  }

  @Test
  void chat_fieldTheOperatorRefuses_isRefusedByName() {
    try (Story story = Move.toClaude(folder, "split: 100%, fallback: none")) {
      story.save(Files.readString(story.file) + "translation: {refuse: all, drop: [user]}\n");
      Await.until(() -> story.ask(SEEDED).status() == 400);
      JsonNode error = story.ask(SEEDED).json().path("error");
      assertThat(error.path("code").asText()).isEqualTo("unsupported_parameter");
      assertThat(error.path("param").asText()).isEqualTo("seed");
      RawResponse other = story.ask(SEEDED.replace("\"seed\":1", "\"user\":\"u\""));
      assertThat(other.status()).isEqualTo(200);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void metrics_droppedField_isCounted() {
    try (Story story = Move.toClaude(folder, "split: 100%")) {
      assertThat(story.ask(SEEDED).header("x-crossfade-dropped")).isEqualTo("seed");
      Await.until(
          () ->
              story
                  .admin()
                  .metrics("crossfade_dropped_fields_total{field=\"seed\",provider=\"next\"")
                  .contains("} 1.0"));
    }
  }

  @Test
  void chat_overloadedCandidate_fallsBackUnseen() {
    try (Story story = Move.toClaude(folder, "split: 100%")) {
      story.next.script(Claude.OVERLOADED);
      assertThat(story.ask(Story.ASK).text()).contains("I am the old one.");
    }
  }

  @Test
  void chat_errorOfTheProvider_hasTheCallersShape() {
    try (Story story = Move.toClaude(folder, "split: 100%, fallback: none")) {
      story.next.script(
          Answer.json(
              400,
              """
              {"type":"error","error":{"type":"invalid_request_error","message":"too odd"}}\
              """));
      RawResponse answer = story.ask(Story.ASK);
      assertThat(answer.status()).isEqualTo(400);
      JsonNode error = answer.json().path("error");
      assertThat(error.path("message").asText()).contains("too odd");
      assertThat(error.has("code")).isTrue();
    }
  }

  @Test
  void chat_answerThatIsNone_isABadGateway() {
    try (Story story = Move.toClaude(folder, "split: 100%, fallback: none")) {
      story.next.script(Answer.json(200, "{\"type\":\"message\"}"));
      RawResponse answer = story.ask(Story.ASK);
      assertThat(answer.status()).isEqualTo(502);
      assertThat(answer.text()).contains("bad_provider_response");
    }
  }

  @Test
  void countTokens_ofAMigrationBetweenApis_staysWithTheControl() {
    try (Story story = Move.fromClaude(folder, "split: 100%")) {
      story.old.script(Answer.json(200, "{\"input_tokens\":3}"));
      RawResponse answer = Move.post(story, MESSAGES + "/count_tokens", MESSAGE);
      assertThat(answer.text()).contains("\"input_tokens\":3");
      assertThat(answer.header("x-crossfade-migration")).isNull();
    }
  }
}
