package io.crossfade.server.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A configuration mounted by Kubernetes: a link to {@code ..data}, which is swapped whole. */
final class MountedFileTest {
  @TempDir private Path folder;

  @Test
  void swap_ofTheDataLink_movesTheSplit() throws IOException {
    try (Story story = new Story(folder)) {
      mount(story, "1", "split: 5%");
      Files.createSymbolicLink(story.file, Path.of("..data", "gateway.yaml"));
      story.start();
      try (Load load = Load.on(story.address(), 4, Duration.ofMillis(5))) {
        mount(story, "2", "split: 25%");
        story.awaitSplit(25);
        assertThat(load.complaints()).isEmpty();
      }
    }
  }

  private void mount(Story story, String version, String settings) throws IOException {
    Path dated = Files.createDirectory(folder.resolve("..2027_01_15_" + version));
    Files.writeString(dated.resolve("gateway.yaml"), story.filled(Story.move(settings)));
    Path link = Files.createSymbolicLink(folder.resolve("..data_tmp"), dated.getFileName());
    Files.move(link, folder.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
  }
}
