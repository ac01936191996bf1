package io.crossfade.server.fault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.server.testing.Await;
import io.crossfade.server.testing.RawClient;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.internal.PlatformDependent;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Callers who do not read: what they cost, and that nobody takes it for silence. */
class UnreadStreamsTest {
  private static final int STREAMS = 50;
  private static final int EVENTS = 20_000;
  private static final String EVENT =
      "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + "x".repeat(950) + "\"}}]}\n\n";
  private static final String END =
      """
      data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}

      data: [DONE]

      """;

  @Test
  void streams_ofTwentyMegabytesUnread_costLittleAndEndWell(@TempDir Path folder)
      throws IOException {
    try (Flood flood = new Flood();
        Plant plant = new Plant(folder, flood.yaml())) {
      long before = used();
      List<RawClient> callers = new ArrayList<>();
      for (int n = 0; n < STREAMS; n++) {
        callers.add(
            plant.slowCaller().post("/v1/chat/completions", "{\"model\":\"m\",\"stream\":true}"));
      }
      Await.until(() -> flood.begun.get() == STREAMS && flood.stands());
      assertThat(used() - before).isLessThan(100L << 20);
      try (RawClient slow = callers.getFirst()) {
        assertThat(slow.read().text())
            .hasSize(EVENTS * EVENT.length() + END.length())
            .endsWith(END);
      }
      callers.forEach(RawClient::close);
    }
  }

  /** Buffers of the gateway; the flood writes from the heap. */
  private static long used() {
    return Math.max(
        PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory(),
        PlatformDependent.usedDirectMemory());
  }

  /** A provider that writes as fast as it is read, and counts what it got rid of. */
  private static final class Flood implements AutoCloseable {
    final AtomicLong begun = new AtomicLong();
    private final AtomicLong written = new AtomicLong();
    private final ServerSocket listener =
        new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    private long seen = -1;
    private long since;

    Flood() throws IOException {
      Thread.startVirtualThread(this::accept);
    }

    String yaml() {
      return """
      providers: {p: {type: openai-compatible, base_url: "http://127.0.0.1:%d/v1", timeouts: {idle: 2s}}}
      routes: [{model: "*", to: p}]
      """
          .formatted(listener.getLocalPort());
    }

    /** Whether nothing more was taken for longer than the provider's idle limit. */
    boolean stands() {
      long now = written.get();
      if (now != seen) {
        seen = now;
        since = System.nanoTime();
      }
      return System.nanoTime() - since > 3_000_000_000L;
    }

    private void accept() {
      while (!listener.isClosed()) {
        try {
          Socket socket = listener.accept();
          Thread.startVirtualThread(() -> serve(socket));
        } catch (IOException closed) {
          return;
        }
      }
    }

    private void serve(Socket socket) {
      try (socket) {
        InputStream in = socket.getInputStream();
        byte[] request = new byte[4_096];
        int got = in.read(request);
        begun.addAndGet(got > 0 ? 1 : 0);
        OutputStream out = socket.getOutputStream();
        long length = (long) EVENTS * EVENT.length() + END.length();
        out.write(
            ("HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ncontent-length: "
                    + length
                    + "\r\n\r\n")
                .getBytes(UTF_8));
        byte[] events = EVENT.repeat(20).getBytes(UTF_8);
        for (int n = 0; n < EVENTS / 20; n++) {
          out.write(events);
          written.addAndGet(events.length);
        }
        out.write(END.getBytes(UTF_8));
        in.read(request);
      } catch (IOException gone) {
        written.addAndGet(0);
      }
    }

    @Override
    public void close() throws IOException {
      listener.close();
    }
  }
}
