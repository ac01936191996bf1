package io.crossfade.server.frontend;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.Ending;
import io.crossfade.server.frontend.port.ClientTimeouts;
import io.crossfade.server.frontend.testing.Echo;
import io.crossfade.server.frontend.testing.RawCaller;
import io.crossfade.server.frontend.testing.RawCaller.Answer;
import io.crossfade.server.frontend.testing.Scripted;
import io.crossfade.server.frontend.testing.TestPort;
import io.netty.buffer.Unpooled;
import io.netty.util.LeakPresenceDetector;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nobody waits for ever: neither for a caller who does not send nor for one who does not read. */
final class SlowCallerTest {
  private static final long SHORT = 100;
  private static final long LONG = 60_000;
  private static final int PIECE = 16 * 1024;

  @BeforeEach
  void forgetOtherTests() {
    LeakPresenceDetector.check();
  }

  @AfterEach
  void everyBufferIsReleased() {
    LeakPresenceDetector.check();
  }

  private static TestPort echo(ClientTimeouts timeouts) {
    return new TestPort(new Echo(), settings -> settings.withTimeouts(timeouts));
  }

  @Test
  void head_tooSlow_is408() throws IOException {
    try (var port = echo(new ClientTimeouts(SHORT, LONG, LONG, LONG));
        RawCaller caller = port.caller()) {
      caller.send("GET /a HT");
      Answer answer = caller.read();
      assertThat(answer.status()).isEqualTo(408);
      assertThat(answer.closes()).isTrue();
      assertThat(caller.closed()).isTrue();
    }
  }

  @Test
  void body_tooSlow_is408() throws IOException {
    try (var port = echo(new ClientTimeouts(LONG, SHORT, LONG, LONG));
        RawCaller caller = port.caller()) {
      caller.send("POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\nabc");
      Answer answer = caller.read();
      assertThat(answer.status()).isEqualTo(408);
      assertThat(answer.closes()).isTrue();
      assertThat(caller.closed()).isTrue();
    }
  }

  @Test
  void body_trickling_is408() throws IOException {
    try (var port = echo(new ClientTimeouts(LONG, 10 * SHORT, LONG, LONG));
        RawCaller caller = port.caller()) {
      caller.send("POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 99999\r\n\r\n");
      Thread trickle = Thread.startVirtualThread(() -> trickle(caller));
      assertThat(caller.read().status()).isEqualTo(408);
      trickle.interrupt();
    }
  }

  /** One byte every tenth of the time that silence may last. */
  private static void trickle(RawCaller caller) {
    while (!Thread.interrupted()) {
      try {
        caller.send("a");
      } catch (IOException e) {
        return;
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(SHORT));
    }
  }

  @Test
  void connection_idle_isClosedInSilence() throws IOException {
    try (var port = echo(new ClientTimeouts(LONG, LONG, SHORT, LONG));
        RawCaller caller = port.caller()) {
      caller.send("GET /a HTTP/1.1\r\nHost: h\r\n\r\n");
      assertThat(caller.read().status()).isEqualTo(200);
      assertThat(caller.closed()).isTrue();
    }
  }

  @Test
  void answer_notRead_stopsItsSourceAndIsCancelledInTheEnd() throws Exception {
    AtomicLong taken = new AtomicLong();
    Scripted service = new Scripted(call -> pour(call.head(200, "text/plain", -1), taken));
    try (var port =
            new TestPort(
                service,
                settings -> settings.withTimeouts(new ClientTimeouts(LONG, LONG, LONG, SHORT)));
        RawCaller caller = port.caller()) {
      caller.socket().setReceiveBufferSize(4 * 1024);
      caller.send("GET /a HTTP/1.1\r\nHost: h\r\n\r\n");
      assertThat(service.awaitCancel()).isTrue();
      assertThat(taken.get()).as("bytes taken for a caller who reads none").isLessThan(20_000_000);
    }
  }

  private static void pour(Scripted call, AtomicLong taken) {
    if (!call.wasCancelled()) {
      taken.addAndGet(PIECE);
      call.sink().body(Unpooled.directBuffer(PIECE).writerIndex(PIECE), () -> pour(call, taken));
    }
  }

  @Test
  void answer_largerThanAllBuffers_arrivesWhole() throws IOException {
    AtomicLong left = new AtomicLong(400);
    try (var port = new TestPort(new Scripted(call -> drip(call.head(200, "x", -1), left)));
        RawCaller caller = port.caller()) {
      caller.send("GET /a HTTP/1.1\r\nHost: h\r\n\r\n");
      assertThat(caller.read().body()).hasSize(400 * PIECE);
    }
  }

  private static void drip(Scripted call, AtomicLong left) {
    if (left.getAndDecrement() > 0) {
      call.sink().body(Unpooled.directBuffer(PIECE).writerIndex(PIECE), () -> drip(call, left));
    } else {
      call.end(Ending.COMPLETE);
    }
  }
}
