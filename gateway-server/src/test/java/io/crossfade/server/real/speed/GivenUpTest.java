package io.crossfade.server.real.speed;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.metrics.window.ArmSums;
import io.crossfade.server.story.Story;
import io.crossfade.server.testing.Answer;
import io.crossfade.server.testing.Await;
import io.crossfade.server.testing.RawClient;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A caller who goes away before his answer proves nothing against the arm, and is counted. */
final class GivenUpTest {
  @TempDir private Path folder;

  @Test
  void caller_goesAwayBeforeTheAnswer_isCountedAsGivenUp() {
    try (Story story = Story.of(folder, "split: 100%")) {
      story.next.script(Answer.hang());
      try (RawClient caller = RawClient.to(story.address())) {
        caller.post(Story.CHAT, Story.ASK);
        Await.until(() -> !story.next.requests().isEmpty());
      }
      Await.until(() -> candidate(story).cancelled() == 1);
      assertThat(candidate(story).units()).isZero();
    }
  }

  private static ArmSums candidate(Story story) {
    return story.view("move").windows().read().candidate();
  }
}
