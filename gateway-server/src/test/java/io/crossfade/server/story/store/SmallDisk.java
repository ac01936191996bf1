package io.crossfade.server.story.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.crossfade.core.testing.Needs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file system of two megabytes in memory, mounted for one test.
 *
 * @param folder where it is mounted
 */
record SmallDisk(Path folder) implements AutoCloseable {
  private static final int BLOCK = 4096;

  static SmallDisk mountedAt(Path folder) throws IOException {
    Needs.root();
    Files.createDirectories(folder);
    run("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", folder.toString());
    return new SmallDisk(folder);
  }

  /** Leaves not one block free. */
  void fill() throws IOException {
    try (var out = Files.newOutputStream(ballast())) {
      while (true) {
        out.write(new byte[BLOCK]);
      }
    } catch (IOException full) {
      assert full.getMessage() != null;
    }
  }

  void free() throws IOException {
    Files.delete(ballast());
  }

  private Path ballast() {
    return folder.resolve("ballast");
  }

  @Override
  public void close() throws IOException {
    run("umount", "-l", folder.toString());
  }

  private static void run(String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (process.onExit().join().exitValue() != 0) {
      throw new IOException(String.join(" ", command) + ": " + said);
    }
  }
}
