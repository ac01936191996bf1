package io.crossfade.server.story.reload;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.server.story.Load;
import io.crossfade.server.story.Story;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A thousand configurations in force one after the other, while callers ask and stream. */
final class ManyReloadsTest {
  private static final int RELOADS = 1_000;
  private static final int EVERY_BY_FILE = 100;

  @Test
  void reloads_byTheThousandUnderLoad_loseNoCall(@TempDir Path folder) {
    try (Story story = Story.of(folder, "split: 50%");
        Load load = Load.on(story.address(), 8, Duration.ofMillis(1))) {
      for (int reload = 1; reload <= RELOADS; reload++) {
        int split = 10 + reload % 80;
        if (reload % EVERY_BY_FILE == 0) {
          story.save(Story.move("split: " + split + "%"));
        } else {
          story.apply(Story.move("split: " + split + "%"));
        }
        story.awaitSplit(split);
      }
      assertThat(load.complaints()).isEmpty();
      assertThat(load.answered()).isGreaterThan(RELOADS / 10);
      assertThat(load.toCandidate()).isPositive();
    }
  }
}
