package io.crossfade.server.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.routing.migration.Phase;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several migrations at once, of which one fails. */
final class SideBySideTest {
  private static final String TWO =
      Story.PROVIDERS
          + """
            third: {type: openai-compatible, base_url: "http://127.0.0.1:OLD/v1"}
          migrations:
            - {name: move, from: old/gpt-4o, to: next/gpt-4.1, split: 25%}
            - {name: other, from: old/gpt-4o-mini, to: third/gpt-4.1-mini, split: 50%}
          """;

  @TempDir private Path folder;

  @Test
  void rollback_ofOne_leavesTheOtherAlone() {
    try (Story story = new Story(folder)) {
      story.save(TWO);
      story.start();
      story.next.script(Voice.OVERLOADED);
      try (Load load = Load.on(story.address(), 8, Duration.ofMillis(10))) {
        story.await(Phase.ROLLED_BACK);
        assertThat(story.state("other").phase()).isEqualTo(Phase.RUNNING);
        assertThat(story.state("other").splitBuckets()).isEqualTo(5_000);
        assertThat(load.complaints()).isEmpty();
      }
    }
  }

  @Test
  void split_ofTwoModels_isIndependent() {
    try (Story story = new Story(folder)) {
      story.save(TWO);
      story.start();
      int both = 0;
      int first = 0;
      for (int id = 0; id < 2_000; id++) {
        boolean inFirst = isCandidate(story, "gpt-4o", id);
        boolean inSecond = isCandidate(story, "gpt-4o-mini", id);
        first += inFirst ? 1 : 0;
        both += inFirst && inSecond ? 1 : 0;
      }
      assertThat(first).isBetween(400, 600);
      assertThat((double) both / first).isBetween(0.4, 0.6);
    }
  }

  private static boolean isCandidate(Story story, String model, int id) {
    String body = Story.ASK.replace("gpt-4o", model);
    return "candidate".equals(story.ask(body, "x-request-id: r-" + id).header("x-crossfade-arm"));
  }
}
