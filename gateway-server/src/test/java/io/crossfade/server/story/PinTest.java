package io.crossfade.server.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.Arm;
import io.crossfade.core.fault.Outcome;
import io.crossfade.server.testing.Answer;
import io.crossfade.server.testing.Await;
import io.crossfade.server.testing.RawResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may choose an arm, and what that proves. */
final class PinTest {
  private static final String KEYS =
      """
      keys:
        - {id: plain, key: plain-secret-1}
        - {id: tester, key: tester-secret-1, may: [pin, explain]}
      """;

  @TempDir private Path folder;

  @Test
  void pin_fromLoopbackWithoutKeys_isHonouredAndNoEvidence() {
    try (Story story = Story.of(folder, "split: 0%")) {
      story.next.script(Answer.json(500, "{}"));
      for (int call = 0; call < 40; call++) {
        RawResponse answer = story.ask(Story.ASK, "x-crossfade-arm: candidate");
        assertThat(answer.header("x-crossfade-arm")).isEqualTo("candidate");
        assertThat(answer.header("x-crossfade-fallback")).isEqualTo("control");
        assertThat(answer.status()).isEqualTo(200);
      }
      assertThat(story.view("move").windows().read().candidate().ended()).isZero();
      // A call is counted when its answer has gone out, which its caller may see a moment before.
      Await.until(() -> failures(story) == 40);
    }
  }

  private static long failures(Story story) {
    return story
        .view("move")
        .reports()
        .report(Arm.CANDIDATE, System.nanoTime())
        .step()
        .outcomes()
        .getOrDefault(Outcome.SERVER_ERROR, 0L);
  }

  @ParameterizedTest
  @CsvSource({"plain-secret-1, control", "tester-secret-1, candidate"})
  void pin_whereKeysAreAsked_isForKeysThatMay(String key, String arm) {
    try (Story story = new Story(folder)) {
      story.save(Story.move("split: 0%") + KEYS);
      story.start();
      RawResponse answer =
          story.ask(
              Story.ASK,
              "authorization: Bearer " + key,
              "x-crossfade-arm: candidate",
              "x-crossfade-explain: 1");
      assertThat(answer.header("x-crossfade-arm")).isEqualTo(arm);
      assertThat(answer.header("x-crossfade-explain") != null)
          .as("explained")
          .isEqualTo(arm.equals("candidate"));
    }
  }

  @Test
  void pin_toNothingKnown_isIgnored() {
    try (Story story = Story.of(folder, "split: 0%")) {
      assertThat(story.ask(Story.ASK, "x-crossfade-arm: next").header("x-crossfade-arm"))
          .isEqualTo("control");
    }
  }

  @Test
  void explain_hostileUser_staysOneField() {
    try (Story story = Story.of(folder, "split: 50%, sticky_by: user")) {
      String body = Story.ASK.replaceFirst("\\{", "{\"user\":\"a\\\\r\\\\nx-evil: 1é\",");
      RawResponse answer = story.ask(body, "x-crossfade-explain: 1");
      assertThat(answer.header("x-crossfade-explain"))
          .contains("migration=move; arm=", "key_source=user", "bucket=", "split");
      assertThat(answer.header("x-evil")).isNull();
    }
  }

  @Test
  void internalFields_neverReachTheProvider() {
    try (Story story = Story.of(folder, "split: 100%")) {
      RawResponse _ = story.ask(Story.ASK, "x-crossfade-arm: candidate", "x-crossfade-explain: 1");
      assertThat(story.next.requests().getLast().headers().toString())
          .doesNotContain("x-crossfade");
    }
  }
}
