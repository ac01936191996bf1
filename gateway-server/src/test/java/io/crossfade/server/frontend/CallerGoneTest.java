package io.crossfade.server.frontend;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.Ending;
import io.crossfade.core.fault.Fault;
import io.crossfade.core.fault.FaultKind;
import io.crossfade.core.http.RequestBody;
import io.crossfade.server.frontend.testing.RawCaller;
import io.crossfade.server.frontend.testing.Scripted;
import io.crossfade.server.frontend.testing.TestPort;
import io.crossfade.server.loop.Transport;
import io.netty.buffer.ByteBuf;
import io.netty.util.LeakPresenceDetector;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A caller who goes is noticed at once, whatever his call was waiting for. */
final class CallerGoneTest {
  private static final String GET = "GET /a HTTP/1.1\r\nHost: h\r\n\r\n";
  private static final long LONGEST_WAIT_SECONDS = 10;

  @BeforeEach
  void forgetOtherTests() {
    LeakPresenceDetector.check();
  }

  @AfterEach
  void everyBufferIsReleased() {
    LeakPresenceDetector.check();
  }

  private static TestPort port(Transport transport, Scripted service) {
    Assumptions.assumeTrue(transport.available(), "this machine does not offer " + transport);
    return new TestPort(transport, service, settings -> settings);
  }

  @ParameterizedTest
  @EnumSource(Transport.class)
  void close_beforeTheHead_cancels(Transport transport) throws Exception {
    Scripted service = new Scripted(_ -> {});
    try (TestPort port = port(transport, service);
        RawCaller caller = port.caller()) {
      caller.send(GET);
      service.awaitCall();
      caller.hangUp();
      assertThat(service.awaitCancel()).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(Transport.class)
  void reset_inAStream_cancels(Transport transport) throws Exception {
    Scripted service = new Scripted(call -> call.head(200, "text/event-stream", -1).piece("a"));
    try (TestPort port = port(transport, service);
        RawCaller caller = port.caller()) {
      caller.send(GET);
      service.awaitCall();
      caller.socket().setSoLinger(true, 0);
      caller.hangUp();
      assertThat(service.awaitCancel()).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(Transport.class)
  void halfClose_afterTheRequest_cancels(Transport transport) throws Exception {
    Scripted service = new Scripted(_ -> {});
    try (TestPort port = port(transport, service);
        RawCaller caller = port.caller()) {
      caller.send(GET);
      service.awaitCall();
      caller.socket().shutdownOutput();
      assertThat(service.awaitCancel()).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(Transport.class)
  void halfClose_afterTheLastRequest_isAnswered(Transport transport) throws Exception {
    Scripted service = new Scripted(_ -> {});
    try (TestPort port = port(transport, service);
        RawCaller caller = port.caller()) {
      caller.send("GET /a HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
      caller.socket().shutdownOutput();
      Scripted call = service.awaitCall();
      port.loops()
          .loop(0)
          .schedule(
              () -> call.head(200, "text/plain", 2).piece("ab").end(Ending.COMPLETE),
              100,
              TimeUnit.MILLISECONDS)
          .sync();
      assertThat(caller.read().body()).isEqualTo("ab");
      assertThat(service.wasCancelled()).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource(Transport.class)
  void close_inTheBody_failsItsReader(Transport transport) throws Exception {
    CompletableFuture<FaultKind> failed = new CompletableFuture<>();
    Scripted service = new Scripted(call -> call.call().body().readInto(new Failing(failed)));
    try (TestPort port = port(transport, service);
        RawCaller caller = port.caller()) {
      caller.send("POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\nabc");
      service.awaitCall();
      caller.hangUp();
      assertThat(failed.get(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS))
          .isEqualTo(FaultKind.CALLER_GONE);
    }
  }

  private record Failing(CompletableFuture<FaultKind> failed) implements RequestBody.Reader {
    @Override
    public void piece(ByteBuf piece, Runnable more) {
      piece.release();
      more.run();
    }

    @Override
    public void end() {
      failed.completeExceptionally(new AssertionError("the body cannot have ended"));
    }

    @Override
    public void failed(Fault fault) {
      failed.complete(fault.kind());
    }
  }
}
