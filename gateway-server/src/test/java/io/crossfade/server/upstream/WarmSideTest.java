package io.crossfade.server.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.server.story.Story;
import io.crossfade.server.testing.Await;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The old side of a {@code blue_green} migration stays within reach. */
final class WarmSideTest {
  private static final Duration SOME_TURNS = Duration.ofSeconds(60);

  @TempDir private Path folder;

  @Test
  void blueGreen_oldSideWithoutTraffic_hasConnectionsOpenAndGetsNoCalls() {
    try (Story story = Story.of(folder, "strategy: blue_green")) {
      Await.until(() -> story.old.openConnections() > 0, SOME_TURNS);
      story.old.dropConnections();
      int before = story.old.connections();
      Await.until(() -> story.old.connections() > before, SOME_TURNS);
      assertThat(story.old.requests()).isEmpty();
      assertThat(story.next.openConnections()).isZero();
      assertThat(story.admin().act("move", "rollback").status()).isEqualTo(200);
      assertThat(story.ask(Story.ASK).header("x-crossfade-arm")).isEqualTo("control");
    }
  }
}
