package io.crossfade.server.frontend.http2;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.Call;
import io.crossfade.core.ResponseSink;
import io.crossfade.core.Service;
import io.crossfade.core.http.Headers;
import io.crossfade.core.http.ResponseHead;
import io.crossfade.server.frontend.port.ClientTimeouts;
import io.crossfade.server.frontend.testing.Echo;
import io.crossfade.server.frontend.testing.FrameCaller;
import io.crossfade.server.frontend.testing.FrameCaller.Frame;
import io.crossfade.server.frontend.testing.TestPort;
import io.crossfade.server.testing.Await;
import io.netty.buffer.Unpooled;
import io.netty.util.LeakPresenceDetector;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One stream that is not read, or not served, costs little and delays no other. */
final class Http2FlowTest {
  private static final int WINDOW = 65_535;
  private static final int PIECE = 16 * 1024;
  private static final int CANCEL = 8;
  private static final long SHORT = 100;
  private static final long LONG = 60_000;

  @BeforeEach
  void forgetOtherTests() {
    LeakPresenceDetector.check();
  }

  @AfterEach
  void everyBufferIsReleased() {
    LeakPresenceDetector.check();
  }

  /** Floods whoever asks for {@code /flood}, as far as he takes it; echoes for all others. */
  private static final class Flood implements Service {
    final AtomicLong taken = new AtomicLong();
    final CompletableFuture<Boolean> cancelled = new CompletableFuture<>();

    @Override
    public void serve(Call call, ResponseSink sink) {
      if (call.head().path().equals("/flood")) {
        call.origin().cancellation().onCancel(() -> cancelled.complete(true));
        sink.head(new ResponseHead(200, Headers.of("content-type", "text/plain"), -1));
        more(sink);
      } else {
        new Echo().serve(call, sink);
      }
    }

    private void more(ResponseSink sink) {
      taken.addAndGet(PIECE);
      sink.body(Unpooled.wrappedBuffer(new byte[PIECE]), () -> more(sink));
    }
  }

  @Test
  void answer_ofAStreamThatIsNotRead_waitsAlone() throws IOException {
    Flood flood = new Flood();
    try (var port = new TestPort(flood);
        FrameCaller caller = new FrameCaller(port.listener().address())) {
      caller.number(FrameCaller.WINDOW_UPDATE, 0, 10_000_000).get(1, "/flood");
      while (caller.soFar(1).body().length() < WINDOW) {
        caller.next(FrameCaller.DATA);
      }
      for (int id = 3; id < 203; id += 2) {
        assertThat(caller.get(id, "/" + id).answer(id).body()).isEqualTo("[GET /%d ]", id);
      }
      assertThat(caller.soFar(1).body()).hasSize(WINDOW);
      assertThat(flood.taken.get()).isLessThan(WINDOW + 128 * 1024);
      long before = flood.taken.get();
      caller.number(FrameCaller.WINDOW_UPDATE, 1, 300_000);
      Await.until(() -> flood.taken.get() > before + 200_000);
    }
  }

  /** Its unsent bytes must not count for the others: a connection's window is no bigger. */
  @Test
  void answer_thatWaitsInASmallConnectionWindow_leavesTheRestToOthers() throws IOException {
    Flood flood = new Flood();
    int streamWindow = 10_000;
    try (var port = new TestPort(flood);
        FrameCaller caller = new FrameCaller(port.listener().address(), 4, streamWindow)) {
      caller.get(1, "/flood");
      while (caller.soFar(1).body().length() < streamWindow) {
        caller.next(FrameCaller.DATA);
      }
      assertThat(caller.get(3, "/b").answer(3).body()).isEqualTo("[GET /b ]");
    }
  }

  @Test
  void answer_notReadForLong_isCancelled() throws Exception {
    Flood flood = new Flood();
    ClientTimeouts timeouts = new ClientTimeouts(LONG, LONG, LONG, SHORT);
    try (var port = new TestPort(flood, settings -> settings.withTimeouts(timeouts));
        FrameCaller caller = new FrameCaller(port.listener().address())) {
      caller.number(FrameCaller.WINDOW_UPDATE, 0, 10_000_000).get(1, "/flood");
      assertThat(caller.answer(1).reset()).isEqualTo(CANCEL);
      assertThat(Await.value(flood.cancelled, "the cancelling")).isTrue();
      caller.ping();
    }
  }

  @Test
  void upload_thatNobodyReads_leavesTheConnectionToOthers() throws IOException {
    Service service =
        (call, sink) -> {
          if (!call.head().path().equals("/deaf")) {
            new Echo().serve(call, sink);
          }
        };
    try (var port = new TestPort(service);
        FrameCaller caller = new FrameCaller(port.listener().address())) {
      String piece = "x".repeat(PIECE);
      caller.ping();
      caller.post(1, "/deaf");
      for (int sent = 0; sent < Http2Connections.STREAM_WINDOW; sent += PIECE) {
        caller.data(1, false, piece);
      }
      caller.post(3, "/heard");
      int window = Http2Connections.STREAM_WINDOW;
      for (int sent = 0; sent < 20 * PIECE; sent += PIECE) {
        while (window < PIECE) {
          Frame update = caller.next(FrameCaller.WINDOW_UPDATE);
          window += update.stream() == 3 ? update.number() : 0;
        }
        caller.data(3, false, piece);
        window -= PIECE;
      }
      caller.number(FrameCaller.WINDOW_UPDATE, 0, 1 << 20);
      caller.number(FrameCaller.WINDOW_UPDATE, 3, 1 << 20);
      assertThat(caller.data(3, true, "").answer(3).body()).hasSize(20 * PIECE + 14);
    }
  }
}
