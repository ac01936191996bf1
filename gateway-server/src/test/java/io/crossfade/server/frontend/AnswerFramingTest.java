package io.crossfade.server.frontend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossfade.core.Ending;
import io.crossfade.core.fault.Fault;
import io.crossfade.core.fault.FaultKind;
import io.crossfade.server.frontend.testing.RawCaller;
import io.crossfade.server.frontend.testing.RawCaller.Answer;
import io.crossfade.server.frontend.testing.Scripted;
import io.crossfade.server.frontend.testing.TestPort;
import io.netty.util.LeakPresenceDetector;
import java.io.IOException;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How an answer is framed for its caller, and how a broken one ends. */
final class AnswerFramingTest {
  private static final String GET = "GET /a HTTP/1.1\r\nHost: h\r\n\r\n";
  private static final String HEAD = "HEAD /a HTTP/1.1\r\nHost: h\r\n\r\n";
  private static final String GET_10 = "GET /a HTTP/1.0\r\n\r\n";
  private static final Fault FAULT =
      Fault.of(FaultKind.STREAM_BROKEN_OFF, "the stream broke off", "p", "try again");
  private static final long UNKNOWN = -1;

  @BeforeEach
  void forgetOtherTests() {
    LeakPresenceDetector.check();
  }

  @AfterEach
  void everyBufferIsReleased() {
    LeakPresenceDetector.check();
  }

  private interface Check {
    void on(RawCaller caller) throws IOException;
  }

  private static void answering(Consumer<Scripted> script, String request, Check check)
      throws IOException {
    try (var port = new TestPort(new Scripted(script));
        RawCaller caller = port.caller()) {
      caller.send(request);
      check.on(caller);
    }
  }

  private static void complete(Scripted call, long length, String... pieces) {
    call.head(200, "text/plain", length);
    for (String piece : pieces) {
      call.piece(piece);
    }
    call.end(Ending.COMPLETE);
  }

  @Test
  void head_lengthUnknown_bodyComesInChunks() throws IOException {
    String large = "x".repeat(100_000);
    answering(
        call -> complete(call, UNKNOWN, "a", "", large, "b"),
        GET + GET,
        caller -> {
          Answer answer = caller.read();
          assertThat(answer.head()).contains("transfer-encoding: chunked");
          assertThat(answer.body()).isEqualTo("a" + large + "b");
          assertThat(caller.read().body()).hasSize(large.length() + 2);
        });
  }

  @Test
  void head_lengthUnknownToHttp10_bodyLastsUntilClose() throws IOException {
    answering(
        call -> complete(call, UNKNOWN, "a", "b"),
        GET_10,
        caller -> {
          Answer answer = caller.read();
          assertThat(answer.closes()).isTrue();
          assertThat(answer.head()).doesNotContain("transfer-encoding");
          assertThat(answer.body()).isEqualTo("ab");
        });
  }

  @Test
  void head_methodHead_lengthIsToldAndBodyLeftOut() throws IOException {
    answering(
        call -> complete(call, 3, "abc"),
        HEAD + HEAD,
        caller -> {
          assertThat(caller.read(false).head()).contains("content-length: 3\n");
          assertThat(caller.read(false).status()).isEqualTo(200);
        });
  }

  @Test
  void head_noContent_hasNoFraming() throws IOException {
    answering(
        call -> call.head(204, "x", UNKNOWN).end(Ending.COMPLETE),
        GET + GET,
        caller -> {
          assertThat(caller.read(false).head()).doesNotContain("content-length", "chunked");
          assertThat(caller.read(false).status()).isEqualTo(204);
        });
  }

  @Test
  void end_failedBeforeHead_isAnErrorAnswer() throws IOException {
    answering(
        call -> call.end(Ending.failed(FAULT.withRetryAfter("7"))),
        GET + GET,
        caller -> {
          Answer answer = caller.read();
          assertThat(answer.status()).isEqualTo(502);
          assertThat(answer.head()).contains("retry-after: 7\n", "content-type: application/json");
          assertThat(answer.body()).isEqualTo("{\"code\":\"provider_stream_broken\"}");
          assertThat(caller.read().status()).isEqualTo(502);
        });
  }

  @Test
  void end_failedInAStream_isALastEventAndACleanEnd() throws IOException {
    answering(
        call ->
            call.head(200, "text/event-stream; charset=utf-8", UNKNOWN)
                .piece("data: 1\n\n")
                .end(Ending.failed(FAULT)),
        GET + GET,
        caller -> {
          String told = "data: 1\n\ndata: {\"code\":\"provider_stream_broken\"}\n\n";
          assertThat(caller.read().body()).isEqualTo(told);
          assertThat(caller.read().body()).isEqualTo(told);
        });
  }

  @Test
  void end_failedInChunks_neverSendsTheLastOne() throws IOException {
    answering(
        call -> call.head(200, "text/plain", UNKNOWN).piece("a").end(Ending.failed(FAULT)),
        GET,
        caller -> assertThatThrownBy(caller::read).isInstanceOf(IOException.class));
  }

  @Test
  void end_failedUntilClose_isAReset() throws IOException {
    answering(
        call -> call.head(200, "text/plain", UNKNOWN).piece("a").end(Ending.failed(FAULT)),
        GET_10,
        caller -> assertThatThrownBy(caller::read).isInstanceOf(IOException.class));
  }

  @Test
  void end_bodyShorterThanItsLength_closesShort() throws IOException {
    answering(
        call -> complete(call, 5, "abc"),
        GET,
        caller -> assertThatThrownBy(caller::read).hasMessage("3 of 5 bytes came"));
  }

  @Test
  void body_longerThanItsLength_isCutOffAndCancelled() throws Exception {
    Scripted service = new Scripted(call -> call.head(200, "text/plain", 2).piece("abc"));
    try (var port = new TestPort(service);
        RawCaller caller = port.caller()) {
      caller.send(GET);
      assertThatThrownBy(caller::read).hasMessage("0 of 2 bytes came");
      assertThat(service.awaitCancel()).isTrue();
    }
  }

  @Test
  void end_withoutHead_isADefect() throws IOException {
    answering(
        call -> call.end(Ending.COMPLETE),
        GET,
        caller -> assertThat(caller.read().body()).isEqualTo("{\"code\":\"gateway_error\"}"));
  }

  @Test
  void serve_throws_isADefect() throws IOException {
    answering(
        _ -> {
          throw new IllegalStateException("broken on purpose");
        },
        GET + GET,
        caller -> {
          assertThat(caller.read().status()).isEqualTo(500);
          assertThat(caller.read().status()).isEqualTo(500);
        });
  }
}
