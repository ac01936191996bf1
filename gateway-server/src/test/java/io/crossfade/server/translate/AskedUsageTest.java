package io.crossfade.server.translate;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.server.story.Story;
import io.crossfade.server.testing.Answer;
import io.crossfade.server.testing.Await;
import io.crossfade.server.testing.RawResponse;
import io.netty.util.LeakPresenceDetector;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens of streams that a provider is asked for and their callers did not ask for. */
final class AskedUsageTest {
  private static final String WORD = chunk("{\"index\":0,\"delta\":{\"content\":\"Hi\"}}", "null");
  private static final String LAST =
      chunk("{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}", "null");
  private static final String USAGE =
      chunk("", "{\"prompt_tokens\":41,\"completion_tokens\":2,\"total_tokens\":43}");
  private static final String ASKED =
      Story.STREAM.replace("{\"model\"", "{\"stream_options\":{\"include_usage\":true},\"model\"");

  @TempDir private Path folder;

  @AfterEach
  void check() {
    LeakPresenceDetector.check();
  }

  private static String chunk(String choice, String usage) {
    return "{\"id\":\"c\",\"choices\":[%s],\"usage\":%s}".formatted(choice, usage);
  }

  @Test
  void stream_unasked_isCountedAndTheCallerSeesNothingOfIt() {
    try (Story story = story(Answer.sse(WORD, LAST, USAGE, "[DONE]"))) {
      RawResponse answer = story.ask(Story.STREAM);
      assertThat(answer.text())
          .isEqualTo("data: %s\n\ndata: %s\n\ndata: [DONE]\n\n".formatted(WORD, LAST));
      assertThat(story.old.awaitRequest(0).text()).isEqualTo(ASKED);
      Await.until(
          () ->
              story
                  .admin()
                  .metrics("crossfade_tokens_total")
                  .lines()
                  .anyMatch(line -> line.contains("old") && line.endsWith(" 41.0")));
    }
  }

  @Test
  void stream_cutAnywhere_hidesTheSame() {
    Answer whole = Answer.sse(WORD, USAGE, LAST, USAGE, "[DONE]").byByte();
    try (Story story = story(whole)) {
      assertThat(story.ask(Story.STREAM).text())
          .isEqualTo("data: %s\n\ndata: %s\n\ndata: [DONE]\n\n".formatted(WORD, LAST));
    }
  }

  @Test
  void stream_inOnePiece_hidesTheSame() {
    String all =
        "data: %s\n\ndata: %s\n\ndata: %s\n\ndata: [DONE]\n\n".formatted(WORD, LAST, USAGE);
    try (Story story = story(Answer.stream().chunk(all).lastChunk())) {
      assertThat(story.ask(Story.STREAM).text())
          .isEqualTo("data: %s\n\ndata: %s\n\ndata: [DONE]\n\n".formatted(WORD, LAST));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"include_usage\":true}", "{\"include_usage\":false}", "null"})
  void stream_withOptionsOfItsOwn_passesAsItIs(String options) {
    String body = Story.STREAM.replace("}]}", "}],\"stream_options\":" + options + "}");
    try (Story story = story(Answer.sse(WORD, LAST, USAGE, "[DONE]"))) {
      assertThat(story.ask(body).text()).contains(USAGE);
      assertThat(story.old.awaitRequest(0).text()).isEqualTo(body);
    }
  }

  @Test
  void plainCall_isNotAsked() {
    try (Story story = story(Answer.json(200, "{\"choices\":[]}"))) {
      assertThat(story.ask(Story.ASK).status()).isEqualTo(200);
      assertThat(story.old.awaitRequest(0).text()).isEqualTo(Story.ASK);
    }
  }

  private Story story(Answer answer) {
    Story story = new Story(folder);
    story.old.script(answer);
    story.save(
        """
        server: {listen: "127.0.0.1:0", admin: "127.0.0.1:0"}
        providers:
          old: {type: openai-compatible, base_url: "http://127.0.0.1:OLD/v1", usage: ask}
        routes: [{model: "*", to: old}]
        """);
    story.start();
    return story;
  }
}
