package io.crossfade.server.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.crossfade.routing.migration.Phase;
import io.crossfade.server.testing.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A schedule of seconds under real calls: to its end, and back again. */
final class ScheduleTest {
  private static final Duration LONG = Duration.ofMinutes(4);
  private static final Duration PAUSE = Duration.ofMillis(10);

  /** Both sides share two busy cores, so only what is grossly slower counts as slow. */
  private static final String SCHEDULE =
      "schedule: [5% 1s, 25% 1s, 50% 1s, 100% 1s], hold_back: 5% for 1s, "
          + "rollback: {latency_p99_increase: 50}";

  @TempDir private Path folder;

  @Test
  void schedule_healthyCandidate_movesByItselfToTheEnd() {
    try (Story story = Story.of(folder, SCHEDULE);
        Load load = Load.on(story.address(), 24, PAUSE)) {
      Await.until(() -> story.state().phase() == Phase.COMPLETED, LONG);
      assertThat(splits(story)).containsExactly(0.0, 5.0, 25.0, 50.0, 95.0, 100.0);
      assertThat(load.complaints()).isEmpty();
      JsonNode told = story.admin().migration("move");
      assertThat(told.path("status").asText()).isEqualTo("completed");
      assertThat(told.at("/progress/traffic_on_target").asInt()).isEqualTo(100);
      assertThat(told.at("/decommission/0").asText()).contains("provider 'old'");
      assertThat(story.ask(Story.ASK).header("x-crossfade-arm")).isEqualTo("candidate");
    }
  }

  @Test
  void schedule_candidateFailsHalfWay_goesBackByItself() {
    try (Story story = Story.of(folder, SCHEDULE);
        Load load = Load.on(story.address(), 24, PAUSE)) {
      Await.until(() -> story.state().splitBuckets() >= 2_500, LONG);
      story.next.script(Voice.OVERLOADED);
      story.await(Phase.ROLLED_BACK);
      assertThat(story.ask(Story.ASK).header("x-crossfade-arm")).isEqualTo("control");
      assertThat(load.complaints()).isEmpty();
      assertThat(splits(story).getLast()).isZero();
    }
  }

  @Test
  void startTime_farAway_waitsUntilSomebodyStartsIt() {
    try (Story story = Story.of(folder, "split: 100%, execute_at: 2999-01-01T00:00:00Z")) {
      assertThat(story.admin().migration("move").path("status").asText()).isEqualTo("scheduled");
      assertThat(story.ask(Story.ASK).header("x-crossfade-arm")).isEqualTo("control");
      assertThat(story.admin().act("move", "unschedule").status()).isEqualTo(200);
      assertThat(story.state().phase()).isEqualTo(Phase.ANALYZED);
      assertThat(story.admin().act("move", "execute").status()).isEqualTo(200);
      assertThat(story.ask(Story.ASK).header("x-crossfade-arm")).isEqualTo("candidate");
    }
  }

  @Test
  void instant_fromItsStart_isInHypercareAndCanGoBack() {
    try (Story story = Story.of(folder, "strategy: instant, hypercare: 1h")) {
      assertThat(story.state().splitBuckets()).isEqualTo(10_000);
      JsonNode progress = story.admin().migration("move").path("progress");
      assertThat(progress.path("hold_until").asText()).isNotEmpty();
      assertThat(story.admin().act("move", "rollback").status()).isEqualTo(200);
      assertThat(story.ask(Story.ASK).header("x-crossfade-arm")).isEqualTo("control");
    }
  }

  @Test
  void phases_oneAfterTheOther_openForTheirCallers() {
    String phases =
        "strategy: phased, phases: [{only: {header: {x-plan: [internal]}}, split: 100%}, {split:"
            + " 100%}]";
    try (Story story = Story.of(folder, phases)) {
      assertThat(arm(story, "x-plan: internal")).isEqualTo("candidate");
      assertThat(arm(story)).isEqualTo("control");
      assertThat(story.admin().act("move", "promote").status()).isEqualTo(200);
      assertThat(arm(story)).isEqualTo("candidate");
    }
  }

  private static String arm(Story story, String... fields) {
    return String.valueOf(story.ask(Story.ASK, fields).header("x-crossfade-arm"));
  }

  private static List<Double> splits(Story story) {
    List<Double> splits = new ArrayList<>();
    for (JsonNode event : story.admin().events("move")) {
      double split = event.path("split").asDouble();
      if (splits.isEmpty() || splits.getLast() != split) {
        splits.add(split);
      }
    }
    return splits;
  }
}
