package io.crossfade.server.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.crossfade.routing.migration.Phase;
import io.crossfade.server.testing.Answer;
import io.crossfade.server.testing.Await;
import io.crossfade.server.testing.RawResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** People have the last word where the file says so, and may step in at any time. */
final class OperatorTest {
  /** Enough failures for the error gate, never enough for the wire gate, which asks nobody. */
  private static final String ERRORS_ONLY = "split: 25%, rollback: {mode: MODE, error_rate: 50%}";

  @TempDir private Path folder;

  private void underFailures(String mode, Consumer<Story> story) {
    AtomicInteger asked = new AtomicInteger();
    Voice healthy = new Voice("I am the new one.");
    try (Story told = Story.of(folder, ERRORS_ONLY.replace("MODE", mode))) {
      told.next.script(
          request ->
              asked.incrementAndGet() % 3 == 0
                  ? Answer.json(
                      400,
                      "{\"error\":{\"message\":\"Invalid API key\",\"code\":\"invalid_api_key\"}}")
                  : healthy.apply(request));
      try (Load load = Load.on(told.address(), 12, Duration.ofMillis(20))) {
        story.accept(told);
        assertThat(load.complaints()).isEmpty();
      }
    }
  }

  @Test
  void confirmMode_confirmed_rollsBack() {
    underFailures(
        "confirm",
        story -> {
          story.await(Phase.AWAITING_CONFIRMATION);
          assertThat(story.state().splitBuckets()).isEqualTo(2_500);
          assertThat(story.admin().migration("move").path("reason").asText()).startsWith("error");
          assertThat(act(story, "confirm").path("status").asText()).isEqualTo("rolled_back");
          assertThat(story.state().splitBuckets()).isZero();
        });
  }

  @Test
  void confirmMode_dismissed_holdsWhereItIs() {
    underFailures(
        "confirm",
        story -> {
          story.await(Phase.AWAITING_CONFIRMATION);
          JsonNode after = act(story, "dismiss");
          assertThat(after.path("state").asText()).isEqualTo("holding");
          assertThat(after.path("reason").asText()).contains("ada dismissed gate 'error': because");
          assertThat(after.path("split").asDouble()).isEqualTo(25);
        });
  }

  @Test
  void manualMode_failingCandidate_waitsForTheOperator() {
    underFailures(
        "manual",
        story -> {
          story.await(Phase.HOLDING);
          Await.until(
              () -> story.state().reason().equals("would_roll_back"), Duration.ofSeconds(30));
          assertThat(story.state().splitBuckets()).isEqualTo(2_500);
          assertThat(act(story, "rollback").path("reason").asText()).isEqualTo("operator: because");
        });
  }

  @Test
  void pause_thenResume_goesOnWhereItWas() {
    try (Story story = Story.of(folder, "split: 25%")) {
      assertThat(act(story, "pause").path("status").asText()).isEqualTo("paused");
      assertThat(story.state().splitBuckets()).isEqualTo(2_500);
      assertThat(act(story, "resume").path("state").asText()).isEqualTo("running");
    }
  }

  @Test
  void abort_sendsEverybodyToTheControl() {
    try (Story story = Story.of(folder, "split: 100%")) {
      assertThat(act(story, "abort").path("status").asText()).isEqualTo("aborted");
      assertThat(story.ask(Story.ASK).header("x-crossfade-arm")).isEqualTo("control");
      RawResponse again = story.admin().act("move", "resume");
      assertThat(again.status()).isEqualTo(409);
      assertThat(again.json().path("error").path("code").asText()).isEqualTo("invalid_transition");
    }
  }

  @Test
  void rollback_latches_untilSplitChangesOrSomebodyResumes() {
    try (Story story = Story.of(folder, "split: 100%")) {
      assertThat(act(story, "rollback").path("status").asText()).isEqualTo("rolled_back");
      story.apply(Story.move("split: 100%").replace("first_byte: 1s", "first_byte: 2s"));
      assertThat(arm(story)).as("after a reload with the same split").isEqualTo("control");
      story.stop();
      story.start();
      assertThat(story.state().phase()).isEqualTo(Phase.ROLLED_BACK);
      assertThat(arm(story)).as("after a restart").isEqualTo("control");

      assertThat(act(story, "resume").path("state").asText()).isEqualTo("running");
      assertThat(arm(story)).as("after a resume").isEqualTo("candidate");

      assertThat(act(story, "rollback").path("status").asText()).isEqualTo("rolled_back");
      story.save(Story.move("split: 99.99%"));
      story.await(Phase.RUNNING);
      assertThat(story.state().splitBuckets()).isEqualTo(9_999);
    }
  }

  private static String arm(Story story) {
    return String.valueOf(story.ask(Story.ASK).header("x-crossfade-arm"));
  }

  private static JsonNode act(Story story, String verb) {
    RawResponse answer = story.admin().act("move", verb);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.json().path("durable").asBoolean()).isTrue();
    return answer.json();
  }
}
