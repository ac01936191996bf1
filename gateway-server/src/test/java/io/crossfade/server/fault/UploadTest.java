package io.crossfade.server.fault;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.server.testing.Await;
import io.crossfade.server.testing.RawClient;
import io.netty.buffer.PooledByteBufAllocator;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Uploads no model is looked up in: any size, at the provider's pace, and never held. */
class UploadTest {
  private static final int MB = 1 << 20;
  private static final int SIZE = 300 * MB;

  @Test
  void upload_ofManyMegabytes_streamsAtTheProvidersPace(@TempDir Path folder) throws IOException {
    try (Sink sink = new Sink();
        Plant plant = new Plant(folder, sink.yaml());
        RawClient caller = plant.caller()) {
      long before = PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory();
      AtomicLong sent = new AtomicLong();
      CompletableFuture<Boolean> upload = CompletableFuture.supplyAsync(() -> send(caller, sent));
      Await.done(sink.asked, "the head of the upload");
      Standstill standstill = new Standstill(sent);
      Await.until(standstill::reached);
      assertThat(sent.get()).isLessThan(SIZE);
      long held = PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory() - before;
      assertThat(held).isLessThan(32L * MB);
      sink.takes.complete(true);
      Await.until(upload::isDone, Duration.ofMinutes(1));
      assertThat(caller.read().status()).isEqualTo(200);
      assertThat(sink.got.get()).isEqualTo(SIZE);
    }
  }

  private static boolean send(RawClient caller, AtomicLong sent) {
    caller.send(
        "POST /v1/files HTTP/1.1\r\nhost: g\r\ncontent-type: multipart/form-data; boundary=b\r\n"
            + "content-length: "
            + SIZE
            + "\r\n\r\n");
    byte[] piece = new byte[MB];
    for (int n = 0; n < SIZE / MB; n++) {
      caller.send(piece);
      sent.addAndGet(MB);
    }
    return true;
  }

  /** Half a second in which nothing more was sent. */
  private static final class Standstill {
    private static final long LONG_ENOUGH = 500_000_000;
    private final AtomicLong sent;
    private long seen = -1;
    private long since;

    Standstill(AtomicLong sent) {
      this.sent = sent;
    }

    boolean reached() {
      long now = sent.get();
      if (now != seen) {
        seen = now;
        since = System.nanoTime();
      }
      return System.nanoTime() - since > LONG_ENOUGH;
    }
  }

  /** A provider that reads a head, waits to be told, and then takes the body and keeps none. */
  private static final class Sink implements AutoCloseable {
    final AtomicLong got = new AtomicLong();
    final CompletableFuture<Boolean> asked = new CompletableFuture<>();
    final CompletableFuture<Boolean> takes = new CompletableFuture<>();
    private final ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());

    Sink() throws IOException {
      Thread.startVirtualThread(this::serve);
    }

    String yaml() {
      return """
      providers: {p: {type: openai-compatible, base_url: "http://127.0.0.1:%d/v1"}}
      """
          .formatted(listener.getLocalPort());
    }

    private void serve() {
      try (Socket socket = listener.accept()) {
        InputStream in = socket.getInputStream();
        readHead(in);
        asked.complete(true);
        takes.join();
        byte[] piece = new byte[MB];
        while (got.get() < SIZE) {
          got.addAndGet(in.read(piece));
        }
        byte[] answer = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}".getBytes(US_ASCII);
        socket.getOutputStream().write(answer);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static void readHead(InputStream in) throws IOException {
      int matched = 0;
      while (matched < 4) {
        int next = in.read();
        matched = next == "\r\n\r\n".charAt(matched) ? matched + 1 : next == '\r' ? 1 : 0;
      }
    }

    @Override
    public void close() throws IOException {
      listener.close();
    }
  }
}
