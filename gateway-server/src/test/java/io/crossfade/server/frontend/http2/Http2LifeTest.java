package io.crossfade.server.frontend.http2;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.Ending;
import io.crossfade.server.frontend.port.ClientTimeouts;
import io.crossfade.server.frontend.testing.Echo;
import io.crossfade.server.frontend.testing.FrameCaller;
import io.crossfade.server.frontend.testing.Scripted;
import io.crossfade.server.frontend.testing.TestPort;
import io.crossfade.server.testing.Await;
import io.netty.util.LeakPresenceDetector;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How connections of many streams begin, last and end. */
final class Http2LifeTest {
  private static final int CANCEL = 8;
  private static final int REFUSED_STREAM = 7;
  private static final int MAX = 0x7fffffff;
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

  private static FrameCaller to(TestPort port) throws IOException {
    return new FrameCaller(port.listener().address());
  }

  @Test
  void streams_hundredAtOnce_areAllAnswered() throws IOException {
    try (var port = new TestPort(new Echo());
        FrameCaller caller = to(port)) {
      for (int id = 1; id < 200; id += 2) {
        caller.post(id, "/" + id).data(id, false, "a");
      }
      for (int id = 199; id > 0; id -= 2) {
        caller.data(id, true, "b");
      }
      for (int id = 1; id < 200; id += 2) {
        assertThat(caller.answer(id).body()).isEqualTo("[POST /%d ab]", id);
      }
    }
  }

  @Test
  void streams_tooMany_areRefusedAndTheOthersLiveOn() throws IOException {
    try (var port = new TestPort(new Echo());
        FrameCaller caller = to(port)) {
      int last = 2 * Http2Connections.MOST_STREAMS + 1;
      for (int id = 1; id <= last; id += 2) {
        caller.post(id, "/");
      }
      assertThat(caller.answer(last).reset()).isEqualTo(REFUSED_STREAM);
      assertThat(caller.data(1, true, "x").answer(1).body()).isEqualTo("[POST / x]");
      assertThat(caller.get(last + 2, "/").answer(last + 2).body()).isEqualTo("[GET / ]");
    }
  }

  @Test
  void stream_resetByTheCaller_isCancelledAtOnce() throws Exception {
    Scripted service = new Scripted(call -> call.head(200, "text/plain", -1).piece("a"));
    try (var port = new TestPort(service);
        FrameCaller caller = to(port)) {
      caller.get(1, "/").next(FrameCaller.DATA);
      caller.number(FrameCaller.RST_STREAM, 1, CANCEL);
      assertThat(service.awaitCancel()).isTrue();
      caller.ping();
    }
  }

  @Test
  void connection_closedByTheCaller_cancelsItsStreams() throws Exception {
    Scripted service = new Scripted(_ -> {});
    try (var port = new TestPort(service)) {
      try (FrameCaller caller = to(port)) {
        caller.get(1, "/");
        service.awaitCall();
      }
      assertThat(service.awaitCancel()).isTrue();
      Await.until(() -> port.listener().openConnections() == 0);
    }
  }

  @Test
  void drain_withACallUnderWay_losesNothing() throws Exception {
    Scripted service = new Scripted(call -> call.head(200, "text/plain", -1).piece("a"));
    try (var port = new TestPort(service);
        FrameCaller caller = to(port)) {
      caller.get(1, "/").next(FrameCaller.DATA);
      CompletableFuture<Boolean> drained =
          CompletableFuture.supplyAsync(() -> port.listener().drain(Duration.ofSeconds(10)));
      assertThat(caller.next(FrameCaller.GOAWAY).number()).isEqualTo(MAX);
      assertThat(caller.next(FrameCaller.GOAWAY).number()).isEqualTo(1);
      port.loops().loop(0).execute(() -> service.piece("b").end(Ending.COMPLETE));
      assertThat(caller.answer(1).body()).isEqualTo("ab");
      assertThat(caller.next()).isNull();
      caller.socket().close();
      assertThat(Await.value(drained, "the end of the drain")).isTrue();
    }
  }

  @Test
  void connection_idle_isToldAndClosed() throws IOException {
    ClientTimeouts timeouts = new ClientTimeouts(LONG, LONG, SHORT, LONG);
    try (var port = new TestPort(new Echo(), settings -> settings.withTimeouts(timeouts));
        FrameCaller caller = to(port)) {
      assertThat(caller.get(1, "/").answer(1).body()).isEqualTo("[GET / ]");
      assertThat(caller.next(FrameCaller.GOAWAY).number()).isEqualTo(1);
      assertThat(caller.next()).isNull();
    }
  }

  @Test
  void preface_thatStopsComing_isAnsweredLikeAnyHead() throws IOException {
    ClientTimeouts timeouts = new ClientTimeouts(SHORT, LONG, LONG, LONG);
    try (var port = new TestPort(new Echo(), settings -> settings.withTimeouts(timeouts));
        var caller = port.caller()) {
      caller.send("PRI * HT");
      assertThat(caller.read().status()).isEqualTo(408);
    }
  }

  @Test
  void preface_inPieces_isUnderstood() throws IOException {
    try (var port = new TestPort(new Echo());
        var caller = port.caller()) {
      for (char octet : "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".toCharArray()) {
        caller.send(String.valueOf(octet));
      }
      caller.send("\0\0\0\4\0\0\0\0\0");
      assertThat(caller.socket().getInputStream().readNBytes(4)[3]).isEqualTo((byte) 4);
    }
  }

  @Test
  void body_thatStopsComing_isTimedOut() throws IOException {
    ClientTimeouts timeouts = new ClientTimeouts(LONG, SHORT, LONG, LONG);
    try (var port = new TestPort(new Echo(), settings -> settings.withTimeouts(timeouts));
        FrameCaller caller = to(port)) {
      assertThat(caller.post(1, "/").answer(1).status()).isEqualTo(408);
      caller.ping();
    }
  }
}
