package io.crossfade.server.frontend;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.server.frontend.testing.Echo;
import io.crossfade.server.frontend.testing.FrameCaller;
import io.crossfade.server.frontend.testing.RawCaller;
import io.crossfade.server.frontend.testing.TestPort;
import io.netty.buffer.PooledByteBufAllocator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Connections that wait for their next call hold no buffer, and are served when it comes. */
final class IdleConnectionsTest {
  private static final int EACH = 500;
  private static final String GET = "GET /a HTTP/1.1\r\nHost: h\r\n\r\n";

  @Test
  void connections_idle_costNoBuffersAndLiveOn() throws IOException {
    try (var port = new TestPort(new Echo())) {
      List<RawCaller> callers = new ArrayList<>();
      List<FrameCaller> streams = new ArrayList<>();
      long before = PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory();
      for (int n = 0; n < EACH; n++) {
        callers.add(port.caller());
        streams.add(new FrameCaller(port.listener().address()));
      }
      ask(callers, streams, 1);
      ask(callers, streams, 3);
      assertThat(PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory() - before)
          .isLessThan(16L << 20);
      assertThat(port.listener().openConnections()).isEqualTo(2 * EACH);
      for (int n = 0; n < EACH; n++) {
        callers.get(n).close();
        streams.get(n).close();
      }
    }
  }

  private static void ask(List<RawCaller> callers, List<FrameCaller> streams, int stream)
      throws IOException {
    for (RawCaller caller : callers) {
      caller.send(GET);
      assertThat(caller.read().body()).isEqualTo("[GET /a ]");
    }
    for (FrameCaller caller : streams) {
      assertThat(caller.get(stream, "/b").answer(stream).body()).isEqualTo("[GET /b ]");
    }
  }
}
