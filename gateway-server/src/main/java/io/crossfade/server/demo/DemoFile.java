package io.crossfade.server.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The demonstration's configuration file, which its script edits as an operator would. */
final class DemoFile {
  private static final int DATA_PORT = 8080;
  private static final int ADMIN_PORT = 9090;

  private final Path path;
  private final URI old;
  private final URI next;
  private final int dataPort = free(DATA_PORT);
  private final int adminPort = free(ADMIN_PORT);

  DemoFile(Path path, URI old, URI next) {
    this.path = path;
    this.old = old;
    this.next = next;
  }

  Path path() {
    return path;
  }

  /** Saves the file with another split, as editors do: a new file in the old one's place. */
  void split(int percent) throws IOException {
    Path draft = path.resolveSibling("gateway.yaml.new");
    Files.writeString(
        draft,
        """
        server: {listen: 127.0.0.1:%d, admin: 127.0.0.1:%d}
        providers:
          old: {type: openai-compatible, base_url: %s}
          new: {type: openai-compatible, base_url: %s}
        migrations:
          - {name: to-the-new-one, from: old/gpt-4o, to: new/gpt-4.1, split: %d%%}
        """
            .formatted(dataPort, adminPort, old, next, percent));
    Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** The usual port, or any free one where it is taken. */
  private static int free(int usual) {
    try (ServerSocket socket = new ServerSocket(usual, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException taken) {
      return 0;
    }
  }
}
