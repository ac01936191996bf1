package io.crossfade.server.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.server.testing.Await;
import io.crossfade.server.testing.RawResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Callers stay on their arm by whatever the file says they are known by. */
final class StickinessTest {
  private static final int CALLERS = 40;
  private static final int CALLS = 4;

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "user        | \"user\":\"ID\"                            |",
        "user        | \"safety_identifier\":\"ID\",\"user\":\"x\" |",
        "user        | \"metadata\":{\"user_id\":\"ID\"}          |",
        "user        |                                            | x-user-id: ID",
        "session     | \"conversation\":\"ID\"                    |",
        "session     | \"prompt_cache_key\":\"ID\"                |",
        "session     | \"conversation\":\"x\"                     | x-session-id: ID",
        "header:x-my |                                            | x-my: ID",
      })
  void stickyBy_sameCaller_keepsItsArm(String stickyBy, String inBody, String header) {
    try (Story story = Story.of(folder, "split: 50%, sticky_by: " + stickyBy)) {
      Map<Integer, String> arms = new HashMap<>();
      for (int call = 0; call < CALLERS * CALLS; call++) {
        int caller = call % CALLERS;
        String id = "caller-" + caller;
        String field = header == null ? "x-none: 1" : header.replace("ID", id);
        String arm = String.valueOf(story.ask(body(inBody, id), field).header("x-crossfade-arm"));
        assertThat(arms.merge(caller, arm, (known, _) -> known)).as(id).isEqualTo(arm);
      }
      assertThat(arms.values()).contains("control", "candidate");
      assertThat(counted(story, "key")).isEqualTo(CALLERS * CALLS);
      assertThat(counted(story, "fallback")).isZero();
    }
  }

  private static String body(String inBody, String id) {
    return inBody == null
        ? Story.ASK
        : Story.ASK.replaceFirst("\\{", "{" + inBody.replace("ID", id) + ",");
  }

  @Test
  void stickyBy_keyMissing_isCountedAndRaisesAnAlert() {
    try (Story story = Story.of(folder, "split: 50%, sticky_by: user")) {
      for (int call = 0; call < 98; call++) {
        RawResponse _ = story.ask(body("\"user\":\"ID\"", "u" + call));
      }
      RawResponse _ = story.ask(body("\"user\":\"ID\"", ""));
      assertThat(counted(story, "key")).isEqualTo(98);
      assertThat(counted(story, "fallback")).as("an empty name is none").isEqualTo(1);
      assertThat(alerts(story)).isEmpty();

      RawResponse _ = story.ask(Story.ASK);
      Await.until(() -> alerts(story).contains("alert=\"cohort_key_missing\""));
      assertThat(story.admin().migration("move").path("alerts").toString())
          .contains("cohort_key_missing");
      assertThat(story.state().splitBuckets()).as("an alert moves nobody").isEqualTo(5_000);
    }
  }

  private static String alerts(Story story) {
    return story.admin().metrics("crossfade_alerts_active{");
  }

  private static long counted(Story story, String what) {
    String metric = "crossfade_cohort_keys_total{cohort_key=\"%s\",".formatted(what);
    String line = story.admin().metrics(metric);
    return line.isEmpty() ? 0 : (long) Double.parseDouble(line.substring(line.indexOf('}') + 1));
  }
}
