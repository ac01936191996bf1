package io.crossfade.server.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.server.testing.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is saved, and however, callers never notice. */
final class ReloadTest {
  private static final int RELOADS = 200;

  @TempDir private Path folder;
  private Story story;
  private Load load;

  @BeforeEach
  void begin() {
    story = Story.of(folder, "split: 5%");
    load = Load.on(story.address(), 6, Duration.ofMillis(5));
  }

  @AfterEach
  void end() {
    load.close();
    story.close();
  }

  @Test
  void reload_twoHundredTimesUnderLoad_losesNoRequest() {
    for (int reload = 1; reload <= RELOADS; reload++) {
      story.apply(
          Story.move("split: 5%")
              .replace("first_byte: 1s", "first_byte: 1%03ds".formatted(reload)));
    }
    for (int percent : new int[] {10, 25, 3}) {
      story.save(Story.move("split: %d%%".formatted(percent)));
      story.awaitSplit(percent);
    }
    assertThat(load.answered()).isPositive();
    assertThat(load.complaints()).isEmpty();
    assertThat(story.gateway().migrations().snapshots().get().revision()).isGreaterThan(RELOADS);
  }

  @Test
  void save_eachWayEditorsDo_movesTheSplit() throws IOException {
    Files.writeString(story.file, story.filled(Story.move("split: 10%")));
    story.awaitSplit(10);

    story.save(Story.move("split: 11%"));
    story.awaitSplit(11);

    String text = story.filled(Story.move("split: 12%"));
    Files.writeString(story.file, text.substring(0, text.length() / 2));
    Files.writeString(story.file, text.substring(text.length() / 2), StandardOpenOption.APPEND);
    story.awaitSplit(12);

    assertThat(load.complaints()).isEmpty();
  }

  @Test
  void save_halfAFileForAWhile_isRefusedAndThenTaken() throws IOException {
    String text = story.filled(Story.move("split: 12%"));
    Files.writeString(story.file, text.substring(0, text.length() - 9));
    assertThatReloadFails();
    Files.writeString(story.file, text);
    story.awaitSplit(12);
    assertThat(load.complaints()).isEmpty();
  }

  @Test
  void save_badFile_keepsTheRunningOneAndSaysSo() {
    story.save(Story.move("splitt: 50%"));
    assertThatReloadFails();
    assertThat(story.state().splitBuckets()).isEqualTo(500);
    assertThat(story.admin().get("/readyz").status()).isEqualTo(200);
    assertThat(load.complaints()).isEmpty();
  }

  private void assertThatReloadFails() {
    Await.until(
        () ->
            story
                .admin()
                .metrics("crossfade_config_reloads_total{result=\"error\"")
                .contains(" 1.0"));
  }
}
