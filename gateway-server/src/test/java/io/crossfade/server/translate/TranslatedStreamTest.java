package io.crossfade.server.translate;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.server.story.Story;
import io.crossfade.server.testing.Answer;
import io.crossfade.server.testing.RawResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams in another dialect than the caller's. */
final class TranslatedStreamTest {
  private static final String MESSAGE =
      """
      {"model":"claude","stream":true,"max_tokens":9,"messages":[{"role":"user","content":"Hi"}]}\
      """;

  @TempDir private Path folder;

  @Test
  void stream_candidateOfAnthropic_comesInOpenAisChunks() {
    try (Story story = Move.toClaude(folder, "split: 100%")) {
      RawResponse answer = story.ask(Story.STREAM);
      assertThat(answer.header("content-type")).isEqualTo("text/event-stream");
      assertThat(answer.header("x-crossfade-provider")).isEqualTo("next");
      assertThat(answer.text())
          .startsWith("data: {\"id\":\"msg_1\",\"object\":\"chat.completion.chunk\"")
          .contains("{\"content\":\"I am Claude.\"}")
          .contains("\"finish_reason\":\"stop\"")
          .endsWith("data: [DONE]\n\n")
          .doesNotContain("\"usage\"");
    }
  }

  @Test
  void stream_candidateOfOpenAi_comesInAnthropicsEvents() {
    try (Story story = Move.fromClaude(folder, "split: 100%")) {
      assertThat(Move.post(story, "/v1/messages", MESSAGE).text())
          .startsWith("event: message_start\n")
          .contains("\"text\":\"I am the new one.\"")
          .contains("\"stop_reason\":\"end_turn\"")
          .endsWith("event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n");
    }
  }

  @Test
  void stream_failureBeforeContent_isAnsweredByTheControl() {
    try (Story story = Move.toClaude(folder, "split: 100%")) {
      story.next.script(
          Claude.begun()
              .event(
                  "error",
                  """
                  {"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}\
                  """)
              .lastChunk());
      RawResponse answer = story.ask(Story.STREAM);
      assertThat(answer.header("x-crossfade-fallback")).isEqualTo("control");
      assertThat(answer.text()).contains("I am the old one.").doesNotContain("msg_1");
    }
  }

  @Test
  void stream_errorAfterContent_isTheCallersErrorEvent() {
    try (Story story = Move.toClaude(folder, "split: 100%")) {
      story.next.script(
          new Claude("Half")
              .said()
              .event(
                  "error",
                  """
                  {"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}\
                  """)
              .lastChunk());
      assertThat(story.ask(Story.STREAM).text())
          .contains("{\"content\":\"Half\"}")
          .containsPattern("data: \\{\"error\":\\{\"message\":\"[^\"]*Overloaded")
          .endsWith("}}\n\n")
          .doesNotContain("[DONE]")
          .doesNotContain("\"finish_reason\":\"stop\"");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"end", "close", "reset", "half"})
  void stream_cutAfterContent_hasNoInventedEnd(String how) {
    try (Story story = Move.toClaude(folder, "split: 100%")) {
      story.next.script(cut(new Claude("Half").said(), how));
      assertThat(story.ask(Story.STREAM).text())
          .contains("{\"content\":\"Half\"}")
          .contains("\"code\":\"provider_stream_broken\"")
          .doesNotContain("[DONE]")
          .doesNotContain("\"finish_reason\":\"stop\"");
    }
  }

  private static Answer cut(Answer begun, String how) {
    return switch (how) {
      case "end" -> begun.lastChunk();
      case "close" -> begun.close();
      case "reset" -> begun.reset();
      default -> begun.chunk("event: content_block_delta\ndata: {\"type\":\"cont").lastChunk();
    };
  }

  @Test
  void stream_cutTowardsAnthropicsCaller_isItsErrorEvent() {
    try (Story story = Move.fromClaude(folder, "split: 100%")) {
      story.next.script(
          Answer.stream()
              .event(
                  "{\"id\":\"c\",\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":"
                      + "{\"content\":\"Half\"},\"finish_reason\":null}]}")
              .lastChunk());
      assertThat(Move.post(story, "/v1/messages", MESSAGE).text())
          .contains("event: error\ndata: {\"type\":\"error\"")
          .doesNotContain("message_stop");
    }
  }

  @Test
  void stream_withoutItsEndMark_isWholeWithOne() {
    try (Story story = Move.fromClaude(folder, "split: 100%")) {
      story.next.script(
          Answer.stream()
              .event(
                  "{\"id\":\"c\",\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":"
                      + "{\"content\":\"Whole\"},\"finish_reason\":\"stop\"}]}")
              .lastChunk());
      assertThat(Move.post(story, "/v1/messages", MESSAGE).text())
          .contains("\"stop_reason\":\"end_turn\"")
          .endsWith("event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n");
    }
  }
}
