package io.crossfade.server.story.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.server.story.Story;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A start that cannot be says why, where and what to do. */
final class ServeStartTest {
  @TempDir private Path folder;
  private Story story;

  @BeforeEach
  void begin() {
    story = new Story(folder);
    story.save(Story.move("split: 5%"));
  }

  @AfterEach
  void end() {
    story.close();
  }

  private Child serve() {
    return Child.ran("serve", "--config", story.file, "--data", story.data);
  }

  private static void assertRefused(Child child, int status, String... parts) {
    assertThat(child.exit()).as(child.output()).isEqualTo(status);
    assertThat(child.output()).contains(parts).doesNotContain("\tat ");
  }

  @Test
  void serve_badFile_exits2WithEveryProblem() {
    story.save(Story.move("split: 500%, colour: red"));
    assertRefused(serve(), 2, "gateway.yaml:9:", "write at most 100%", "unknown key 'colour'");
  }

  @Test
  void serve_missingFile_exits2() throws IOException {
    Files.delete(story.file);
    assertRefused(serve(), 2, "gateway.yaml:1:1: the file is missing", "--config");
  }

  @Test
  void serve_portTaken_exits1AndSaysWhich() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String address = "127.0.0.1:" + taken.getLocalPort();
      story.save(
          Story.move("split: 5%")
              .replace("listen: \"127.0.0.1:0\"", "listen: \"" + address + "\""));
      assertRefused(serve(), 1, "the data port cannot listen on " + address, "free the address");
    }
  }

  @Test
  void serve_damagedStore_exits1AndTouchesNothing() throws IOException {
    Files.createDirectories(story.data);
    Path store =
        Files.writeString(story.data.resolve("crossfade.db"), "not a database ".repeat(99));
    assertRefused(serve(), 1, "is not an SQLite database", "put a backup in its place");
    assertThat(store).hasContent("not a database ".repeat(99));
  }

  @Test
  void serve_dataFolderIsAFile_exits1() throws IOException {
    Files.writeString(story.data, "");
    assertRefused(serve(), 1, story.data.toString(), "check that");
  }

  @Test
  void serve_dataFolderInUse_exits1AndNamesTheOther() {
    story.start();
    assertRefused(
        serve(),
        1,
        "process %d is writing to it".formatted(ProcessHandle.current().pid()),
        "--data");
  }
}
