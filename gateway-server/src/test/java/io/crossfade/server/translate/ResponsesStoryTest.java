package io.crossfade.server.translate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.crossfade.server.story.Story;
import io.crossfade.server.testing.Answer;
import io.crossfade.server.testing.Await;
import io.crossfade.server.testing.RawResponse;
import io.crossfade.server.testing.SeenRequest;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Callers of OpenAI's responses, moved to a provider of Anthropic's API. */
final class ResponsesStoryTest {
  private static final String PATH = "/v1/responses";
  private static final String ASK = "{\"model\":\"gpt-4o\",\"input\":\"Hi\"}";
  private static final String STREAM = "{\"model\":\"gpt-4o\",\"input\":\"Hi\",\"stream\":true}";

  /** How the old provider answers on the path, which is its own. */
  private static final Answer OLD =
      Answer.json(
          200,
          """
          {"id":"resp_1","object":"response","status":"completed","model":"gpt-4o","output":[]}\
          """);

  @TempDir private Path folder;

  private Story story(String settings) {
    Story story = Move.toClaude(folder, settings);
    story.old.script(OLD);
    return story;
  }

  @Test
  void response_candidateOfAnthropic_answersInOpenAisWords() {
    try (Story story = story("split: 100%")) {
      RawResponse answer =
          Move.post(story, PATH, ASK.replace("\"model\"", "\"store\":true,\"model\""));
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.header("x-crossfade-provider")).isEqualTo("next");
      assertThat(answer.header("x-crossfade-dropped")).isEqualTo("store");
      JsonNode body = answer.json();
      assertThat(body.path("object").asText()).isEqualTo("response");
      assertThat(body.path("status").asText()).isEqualTo("completed");
      assertThat(body.at("/output/0/content/0/text").asText()).isEqualTo("I am Claude.");
      assertThat(body.at("/usage/input_tokens").asInt()).isEqualTo(7);
      SeenRequest seen = story.next.awaitRequest(0);
      assertThat(seen.target()).isEqualTo("/v1/messages");
      assertThat(seen.json().path("model").asText()).isEqualTo("the-new-one");
      assertThat(seen.json().at("/messages/0/content").asText()).isEqualTo("Hi");
    }
  }

  @Test
  void response_controlOfOpenAi_passesByteForByte() {
    try (Story story = story("split: 0%")) {
      RawResponse answer = Move.post(story, PATH, ASK);
      assertThat(answer.text())
          .isEqualTo(
              """
              {"id":"resp_1","object":"response","status":"completed","model":"gpt-4o",\
              "output":[]}\
              """);
      SeenRequest seen = story.old.awaitRequest(0);
      assertThat(seen.target()).isEqualTo(PATH);
      assertThat(seen.text()).isEqualTo(ASK);
    }
  }

  @Test
  void response_broughtBackToTheControl_losesTheCandidatesThoughts() {
    try (Story story = story("split: 100%")) {
      String body =
          """
          {"model":"gpt-4o","previous_response_id":"resp_0","input":[{"type":"reasoning",\
          "id":"rs_1_0","summary":[],"encrypted_content":"crossfade.anthropic.SIG"},\
          {"role":"user","content":"Hi"}]}\
          """;
      RawResponse answer = Move.post(story, PATH, body);
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.header("x-crossfade-dropped")).isEqualTo("reasoning");
      assertThat(story.old.awaitRequest(0).text())
          .isEqualTo(
              """
              {"model":"gpt-4o","previous_response_id":"resp_0",\
              "input":[{"role":"user","content":"Hi"}]}\
              """);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"previous_response_id\":\"resp_0\"",
        "\"conversation\":\"conv_1\"",
        "\"background\":true",
        "\"prompt\":{\"id\":\"p\"}"
      })
  void response_thatNeedsWhatIsStored_isAnsweredByTheControl(String field) {
    try (Story story = story("split: 100%")) {
      RawResponse answer = Move.post(story, PATH, ASK.replace("\"model\"", field + ",\"model\""));
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.header("x-crossfade-fallback")).isEqualTo("control");
      assertThat(answer.text()).contains("resp_1");
      assertThat(story.next.requests()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"completed, estimated", "in_progress, missing"})
  void response_thatSaysNoTokens_isGuessedAtOnceItIsOver(String status, String source) {
    try (Story story = story("split: 0%")) {
      String body = "{\"status\":\"%s\",\"output\":[]}".formatted(status);
      story.old.script(Answer.json(200, body));
      Move.post(story, PATH, ASK);
      Pattern counted =
          Pattern.compile("crossfade_usage_total\\{[^\\n]*\"%s\",} 1".formatted(source));
      Await.until(() -> counted.matcher(story.admin().metrics("crossfade_")).find());
    }
  }

  @Test
  void response_errorOfTheProvider_hasTheCallersShape() {
    try (Story story = story("split: 100%, fallback: none")) {
      story.next.script(
          Answer.json(
              400,
              """
              {"type":"error","error":{"type":"invalid_request_error","message":"too odd"}}\
              """));
      RawResponse answer = Move.post(story, PATH, ASK);
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.json().at("/error/message").asText()).contains("too odd");
      assertThat(answer.json().path("error").has("code")).isTrue();
    }
  }

  @Test
  void stream_candidateOfAnthropic_comesInNumberedEvents() {
    try (Story story = story("split: 100%")) {
      String told = Move.post(story, PATH, STREAM).text();
      assertThat(told)
          .startsWith("event: response.created\ndata: {\"type\":\"response.created\"")
          .contains("\"delta\":\"I am Claude.\"")
          .contains("\"total_tokens\":10")
          .doesNotContain("[DONE]");
      assertThat(NumberedEvents.in(told))
          .containsExactly(
              "0 response.created",
              "1 response.in_progress",
              "2 response.output_item.added",
              "3 response.content_part.added",
              "4 response.output_text.delta",
              "5 response.output_text.done",
              "6 response.content_part.done",
              "7 response.output_item.done",
              "8 response.completed");
    }
  }

  @Test
  void stream_failureBeforeContent_isAnsweredByTheControl() {
    try (Story story = story("split: 100%")) {
      story.next.script(Claude.begun().event("error", overloaded()).lastChunk());
      RawResponse answer = Move.post(story, PATH, STREAM);
      assertThat(answer.header("x-crossfade-fallback")).isEqualTo("control");
      assertThat(answer.text()).contains("resp_1").doesNotContain("response.created");
    }
  }

  @Test
  void stream_errorAfterContent_endsWithTheNextNumber() {
    try (Story story = story("split: 100%")) {
      story.next.script(new Claude("Half").said().event("error", overloaded()).lastChunk());
      assertThat(NumberedEvents.in(Move.post(story, PATH, STREAM).text()))
          .endsWith("4 response.output_text.delta", "5 error");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void stream_cutAfterContent_hasNoInventedEnd(boolean reset) {
    try (Story story = story("split: 100%")) {
      Answer half = new Claude("Half").said();
      story.next.script(reset ? half.reset() : half.lastChunk());
      String told = Move.post(story, PATH, STREAM).text();
      assertThat(told).contains("\"code\":\"provider_stream_broken\"");
      assertThat(NumberedEvents.in(told)).endsWith("4 response.output_text.delta", "5 error");
    }
  }

  private static String overloaded() {
    return """
    {"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}\
    """;
  }
}
