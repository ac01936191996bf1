package io.crossfade.server.frontend.fuzz;

import static io.crossfade.server.frontend.testing.FrameCaller.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.server.frontend.testing.Echo;
import io.crossfade.server.frontend.testing.FrameCaller;
import io.crossfade.server.frontend.testing.TestPort;
import io.crossfade.server.testing.Await;
import io.netty.util.LeakPresenceDetector;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Damaged frames: a connection may end by them, the port and its buffers may not. */
final class Http2FuzzTest {
  private static final int ROUNDS = 500;

  @Test
  void frames_damaged_harmNobodyElse() throws IOException {
    LeakPresenceDetector.check();
    try (var port = new TestPort(new Echo());
        FrameCaller other = new FrameCaller(port.listener().address())) {
      for (int seed = 0; seed < ROUNDS; seed++) {
        Random random = new Random(seed);
        try (FrameCaller caller = new FrameCaller(port.listener().address())) {
          sendAsFarAsTaken(caller, Mutations.of(conversation(random), random));
        }
        if (seed % 10 == 0) {
          int id = 2 * (seed / 10) + 1;
          assertThat(other.get(id, "/a").answer(id).body()).as("seed %d", seed).endsWith("/a ]");
        }
      }
      Await.until(() -> port.listener().openConnections() == 1);
    }
    LeakPresenceDetector.check();
  }

  private static void sendAsFarAsTaken(FrameCaller caller, byte[] octets) throws IOException {
    try {
      caller.octets(octets);
    } catch (SocketException _) {
      // The server has ended the connection.
    }
  }

  private static byte[] conversation(Random random) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    int id = 1;
    for (int frames = 1 + random.nextInt(8); frames > 0; frames--) {
      switch (random.nextInt(6)) {
        case 0 -> put(all, FrameCaller.HEADERS, 5, id, FrameCaller.block(request("GET", "/a")));
        case 1 -> put(all, FrameCaller.HEADERS, 4, id, FrameCaller.block(request("POST", "/a")));
        case 2 -> put(all, FrameCaller.DATA, random.nextInt(2), id, new byte[random.nextInt(99)]);
        case 3 -> put(all, FrameCaller.WINDOW_UPDATE, 0, id, new byte[] {0, 0, 1, 0});
        case 4 -> put(all, FrameCaller.PING, 0, 0, new byte[8]);
        default -> put(all, random.nextInt(12), random.nextInt(256), id, new byte[4]);
      }
      id += 2 * random.nextInt(2);
    }
    return all.toByteArray();
  }

  private static void put(ByteArrayOutputStream all, int type, int flags, int id, byte[] payload) {
    all.writeBytes(
        ByteBuffer.allocate(9)
            .putInt((payload.length << 8) | type)
            .put((byte) flags)
            .putInt(id)
            .array());
    all.writeBytes(payload);
  }
}
