package io.crossfade.server.translate;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.server.story.Story;
import io.crossfade.server.testing.Answer;
import io.crossfade.server.testing.CassettePlayer;
import io.crossfade.server.testing.Cassettes;
import io.crossfade.server.testing.Cuts;
import io.crossfade.server.testing.RawResponse;
import io.crossfade.server.testing.aws.Account;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bedrock's binary streams, told as events of the caller's dialect. */
final class BedrockStreamTest {
  private static final String OPENAI =
      "{type: openai-compatible, base_url: \"http://127.0.0.1:OLD/v1\"}";
  private static final String CLAUDE =
      "{type: anthropic, base_url: \"http://127.0.0.1:OLD\", api_key: sk-ant-fake-key-1}";
  private static final String NO_RETRY = "retries: {max: 0}";
  private static final String MESSAGE =
      """
      {"model":"claude","stream":true,"max_tokens":9,"messages":[{"role":"user","content":"Hi"}]}\
      """;

  private final Account account = ToBedrock.account();
  @TempDir private Path folder;

  @AfterEach
  void forget() {
    account.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void stream_toChat_comesInChunks(boolean byByte) {
    try (Story story = ToBedrock.from(OPENAI, folder, NO_RETRY)) {
      if (byByte) {
        story.next.script(request -> ToBedrock.HEALTHY.apply(request).byByte());
      }
      RawResponse answer = story.ask(Story.STREAM);
      assertThat(answer.header("content-type")).isEqualTo("text/event-stream");
      assertThat(answer.header("x-crossfade-provider")).isEqualTo("next");
      assertThat(answer.text())
          .contains("{\"content\":\"I am Bedrock.\"}", "\"name\":\"weather\"")
          .contains("\"finish_reason\":\"tool_calls\"")
          .endsWith("data: [DONE]\n\n");
      assertThat(story.next.awaitRequest(0).target()).endsWith("v2%3A0/converse-stream");
    }
  }

  @Test
  void stream_toMessages_comesInAnthropicsEvents() {
    try (Story story = ToBedrock.from(CLAUDE, folder, NO_RETRY)) {
      assertThat(Move.post(story, "/v1/messages", MESSAGE).text())
          .startsWith("event: message_start\n")
          .contains("\"text\":\"I am Bedrock.\"", "\"type\":\"tool_use\"")
          .contains("\"stop_reason\":\"tool_use\"", "\"input_tokens\":7")
          .endsWith("event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"throttlingException", "modelStreamErrorException", "internalServerException"})
  void stream_failureBeforeContent_isAnsweredByTheControl(String type) {
    try (Story story = ToBedrock.from(OPENAI, folder, NO_RETRY)) {
      story.next.script(Bedrock.begun().chunk(Bedrock.exception(type, "Not now.")).lastChunk());
      RawResponse answer = story.ask(Story.STREAM);
      assertThat(answer.header("x-crossfade-fallback")).isEqualTo("control");
      assertThat(answer.text()).contains("I am the old one.").doesNotContain("Not now");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "throttlingException, provider_stream_broken",
    "serviceUnavailableException, provider_stream_broken",
    "validationException, invalid_request"
  })
  void stream_failureAfterContent_isTheCallersErrorEvent(String type, String code) {
    try (Story story = ToBedrock.from(OPENAI, folder, NO_RETRY)) {
      story.next.script(
          ToBedrock.HEALTHY.said().chunk(Bedrock.exception(type, "Not now.")).lastChunk());
      assertThat(story.ask(Story.STREAM).text())
          .contains("{\"content\":\"I am Bedrock.\"}", "Not now.")
          .contains("\"code\":\"" + code + "\"")
          .doesNotContain("[DONE]");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"damaged", "half", "close", "not-json"})
  void stream_brokenAfterContent_hasNoInventedEnd(String how) {
    try (Story story = ToBedrock.from(OPENAI, folder, NO_RETRY)) {
      story.next.script(broken(ToBedrock.HEALTHY.said(), how));
      assertThat(story.ask(Story.STREAM).text())
          .contains("{\"content\":\"I am Bedrock.\"}")
          .contains("\"code\":\"provider_stream_broken\"")
          .doesNotContain("[DONE]", "never");
    }
  }

  private static Answer broken(Answer said, String how) {
    byte[] next = Bedrock.text("never");
    return switch (how) {
      case "damaged" -> {
        next[next.length - 8] ^= 1;
        yield said.chunk(next).lastChunk();
      }
      case "half" -> said.chunk(Arrays.copyOf(next, 20)).lastChunk();
      case "close" -> said.close();
      default -> said.chunk(Bedrock.event("contentBlockDelta", "never")).lastChunk();
    };
  }

  @ParameterizedTest
  @CsvSource({
    "bedrock.converse-stream.stream.system-prompt_text.1, stop",
    "bedrock.converse-stream.stream.thinking-signature_reasoning.1, stop",
    "bedrock.converse-stream.stream.document-input_citations.1, stop",
    "bedrock.converse-stream.stream.parallel-tool-calls_code-execution.1, tool_calls",
    "bedrock.converse-stream.stream.stop-length_text.1, length",
    "bedrock.converse-stream.stream.stop-content-filter_text.1, content_filter"
  })
  void stream_recorded_comesInChunks(String recording, String finish) {
    try (Story story = ToBedrock.from(OPENAI, folder, NO_RETRY)) {
      var tape = Cassettes.named(recording);
      story.next.script(CassettePlayer.answer(tape, tape.body(), Cuts.every(100)));
      RawResponse answer = story.ask(Story.STREAM);
      assertThat(answer.header("x-crossfade-provider")).isEqualTo("next");
      assertThat(answer.text())
          .contains("\"finish_reason\":\"" + finish + "\"")
          .endsWith("data: [DONE]\n\n");
    }
  }
}
