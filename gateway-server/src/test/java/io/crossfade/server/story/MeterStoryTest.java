package io.crossfade.server.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.server.testing.Await;
import io.crossfade.server.testing.RawResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a scrape says follows the configuration in force. */
final class MeterStoryTest {
  @TempDir private Path folder;

  @Test
  void reload_providerRemoved_isForgotten() {
    try (Story story = Story.of(folder, "split: 100%")) {
      Admin admin = story.admin();
      RawResponse _ = story.ask(Story.ASK);
      Await.until(() -> availability(admin).contains("provider=\"next\""));
      story.apply(Story.move("split: 100%").replace("next:", "later:").replace("next/", "later/"));
      RawResponse _ = story.ask(Story.ASK);
      Await.until(() -> availability(admin).contains("provider=\"later\""));
      Await.until(() -> !availability(admin).contains("provider=\"next\""));
    }
  }

  @Test
  void scrape_noLineDropped_showsZero() {
    try (Story story = Story.of(folder, "split: 100%")) {
      assertThat(story.admin().metrics("crossfade_access_log"))
          .contains("crossfade_access_log_dropped_lines_total 0.0");
    }
  }

  private static String availability(Admin admin) {
    return admin.metrics("crossfade_provider_available");
  }
}
