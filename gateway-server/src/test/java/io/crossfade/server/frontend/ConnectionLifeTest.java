package io.crossfade.server.frontend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossfade.core.Ending;
import io.crossfade.core.config.ServerConfig.Address;
import io.crossfade.core.fault.Fault;
import io.crossfade.core.fault.FaultKind;
import io.crossfade.core.wire.Endpoint;
import io.crossfade.server.frontend.port.ListenerSettings;
import io.crossfade.server.frontend.testing.Echo;
import io.crossfade.server.frontend.testing.PlainErrors;
import io.crossfade.server.frontend.testing.RawCaller;
import io.crossfade.server.frontend.testing.RawCaller.Answer;
import io.crossfade.server.frontend.testing.Scripted;
import io.crossfade.server.frontend.testing.TestPort;
import io.netty.util.LeakPresenceDetector;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How connections begin, are told to go on, make room for others, and end. */
final class ConnectionLifeTest {
  private static final String GET = "GET /a HTTP/1.1\r\nHost: h\r\n\r\n";
  private static final Fault REFUSED =
      Fault.of(FaultKind.INVALID_KEY, "the key is wrong", "the test", "use another");
  private static final long LONGEST_WAIT_SECONDS = 10;

  @BeforeEach
  void forgetOtherTests() {
    LeakPresenceDetector.check();
  }

  @AfterEach
  void everyBufferIsReleased() {
    LeakPresenceDetector.check();
  }

  private static String post(int length, String fields) {
    return "POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: %d\r\n%s\r\n".formatted(length, fields);
  }

  @Test
  void expectation_bodyIsWanted_isToldToGoOn() throws IOException {
    try (var port = new TestPort(new Echo());
        RawCaller caller = port.caller()) {
      caller.send(post(3, "Expect: 100-continue\r\n"));
      assertThat(caller.read().head()).isEqualTo("HTTP/1.1 100 Continue\n");
      caller.send("abc" + GET);
      assertThat(caller.read().body()).isEqualTo("[POST /a abc]");
      assertThat(caller.read().body()).isEqualTo("[GET /a ]");
    }
  }

  @Test
  void expectation_bodyIsNotWanted_endsTheConnection() throws IOException {
    try (var port = new TestPort(new Scripted(call -> call.end(Ending.failed(REFUSED))));
        RawCaller caller = port.caller()) {
      caller.send(post(3, "Expect: 100-continue\r\n"));
      Answer answer = caller.read();
      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.closes()).isTrue();
      assertThat(caller.closed()).isTrue();
    }
  }

  @Test
  void body_smallAndNotRead_isDiscardedAndTheNextRequestServed() throws IOException {
    try (var port = new TestPort(new Scripted(call -> call.end(Ending.failed(REFUSED))));
        RawCaller caller = port.caller()) {
      caller.send(post(3, ""));
      assertThat(caller.read().closes()).isFalse();
      caller.send("abc" + post(0, ""));
      assertThat(caller.read().closes()).isFalse();
    }
  }

  @Test
  void body_largeAndNotRead_endsTheConnectionAfterTheAnswer() throws IOException {
    try (var port = new TestPort(new Scripted(call -> call.end(Ending.failed(REFUSED))));
        RawCaller caller = port.caller()) {
      caller.sendAsFarAsTaken(post(5_000_000, "") + "x".repeat(5_000_000));
      Answer answer = caller.read();
      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.closes()).isTrue();
      assertThat(caller.closed()).isTrue();
    }
  }

  @Test
  void connection_tooMany_takesThePlaceOfTheOldestIdleOne() throws IOException {
    try (var port = new TestPort(new Echo(), settings -> settings.withConnections(2));
        RawCaller first = port.caller();
        RawCaller second = port.caller()) {
      for (RawCaller caller : new RawCaller[] {first, second}) {
        caller.send(GET);
        assertThat(caller.read().status()).isEqualTo(200);
      }
      try (RawCaller third = port.caller()) {
        third.send(GET);
        assertThat(third.read().status()).isEqualTo(200);
        assertThat(first.closed()).isTrue();
      }
    }
  }

  @Test
  void connection_tooManyAndNoneIdle_isRefused() throws Exception {
    Scripted service = new Scripted(_ -> {});
    try (var port = new TestPort(service, settings -> settings.withConnections(1));
        RawCaller busy = port.caller()) {
      busy.send(GET);
      service.awaitCall();
      try (RawCaller other = port.caller()) {
        Answer answer = other.read();
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.head()).contains("retry-after: 1");
        assertThat(other.closed()).isTrue();
      }
    }
  }

  @Test
  void drain_callInFlight_isAnsweredInFullAndIdleOnesClose() throws Exception {
    Scripted service = new Scripted(_ -> {});
    try (var port = new TestPort(service);
        RawCaller idle = port.caller();
        RawCaller busy = port.caller()) {
      busy.send(GET);
      Scripted call = service.awaitCall();
      var drained =
          CompletableFuture.supplyAsync(() -> port.listener().drain(Duration.ofSeconds(10)));
      assertThat(idle.closed()).isTrue();
      assertThatThrownBy(port::caller).isInstanceOf(IOException.class);
      port.loops()
          .loop(0)
          .execute(() -> call.head(200, "text/plain", 2).piece("ab").end(Ending.COMPLETE));
      Answer answer = busy.read();
      assertThat(answer.body()).isEqualTo("ab");
      assertThat(answer.closes()).isTrue();
      assertThat(busy.closed()).isTrue();
      busy.hangUp();
      assertThat(drained.get(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void drain_callWithoutEnd_isCutOffAtTheLimit() throws Exception {
    Scripted service = new Scripted(_ -> {});
    try (var port = new TestPort(service);
        RawCaller busy = port.caller()) {
      busy.send(GET);
      service.awaitCall();
      assertThat(port.listener().drain(Duration.ofMillis(50))).isFalse();
      assertThat(service.awaitCancel()).isTrue();
    }
  }

  @Test
  void open_addressTaken_saysWhichAndWhatToDo() {
    try (var port = new TestPort(new Echo())) {
      var address = new Address("127.0.0.1", port.listener().address().getPort());
      ListenerSettings settings =
          ListenerSettings.of("data", _ -> Endpoint.UNKNOWN, new PlainErrors());
      assertThatThrownBy(
              () -> Listener.open(port.loops(), Binding.to(address), new Echo(), settings))
          .isInstanceOf(IOException.class)
          .hasMessageContainingAll("data port", address.toString(), "free the address");
    }
  }
}
