package io.crossfade.server.frontend.http2;

import static io.crossfade.server.frontend.testing.FrameCaller.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.Ending;
import io.crossfade.core.fault.Fault;
import io.crossfade.core.fault.FaultKind;
import io.crossfade.server.frontend.testing.FrameCaller;
import io.crossfade.server.frontend.testing.FrameCaller.Answer;
import io.crossfade.server.frontend.testing.Scripted;
import io.crossfade.server.frontend.testing.TestPort;
import io.netty.util.LeakPresenceDetector;
import java.io.IOException;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How an answer travels over a stream, and how a broken one ends. */
final class Http2AnswerTest {
  private static final int INTERNAL_ERROR = 2;
  private static final long UNKNOWN = -1;
  private static final Fault FAULT =
      Fault.of(FaultKind.STREAM_BROKEN_OFF, "the stream broke off", "p", "try again");

  @BeforeEach
  void forgetOtherTests() {
    LeakPresenceDetector.check();
  }

  @AfterEach
  void everyBufferIsReleased() {
    LeakPresenceDetector.check();
  }

  private interface Check {
    void on(FrameCaller caller) throws IOException;
  }

  private static void answering(Consumer<Scripted> script, Check check) throws IOException {
    try (var port = new TestPort(new Scripted(script));
        FrameCaller caller = new FrameCaller(port.listener().address())) {
      check.on(caller);
      caller.ping();
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
  void head_lengthUnknown_bodyEndsWithTheStream() throws IOException {
    answering(
        call -> complete(call, UNKNOWN, "a", "", "x".repeat(40_000), "b"),
        caller -> {
          Answer answer = caller.get(1, "/").answer(1);
          assertThat(answer.field("content-length")).isEqualTo("null");
          assertThat(answer.body()).hasSize(40_002).startsWith("a").endsWith("b");
        });
  }

  @Test
  void head_methodHead_lengthIsToldAndBodyLeftOut() throws IOException {
    answering(
        call -> complete(call, 3, "abc"),
        caller -> {
          Answer answer = caller.headers(1, true, request("HEAD", "/")).answer(1);
          assertThat(answer.field("content-length")).isEqualTo("3");
          assertThat(answer.body()).isEmpty();
        });
  }

  @Test
  void head_noContent_endsTheStream() throws IOException {
    answering(
        call -> call.head(204, "x", UNKNOWN).end(Ending.COMPLETE),
        caller -> assertThat(caller.get(1, "/").answer(1).status()).isEqualTo(204));
  }

  @Test
  void end_failedBeforeHead_isAnErrorAnswer() throws IOException {
    answering(
        call -> call.end(Ending.failed(FAULT.withRetryAfter("7"))),
        caller -> {
          Answer answer = caller.get(1, "/").answer(1);
          assertThat(answer.status()).isEqualTo(502);
          assertThat(answer.field("retry-after")).isEqualTo("7");
          assertThat(answer.body()).isEqualTo("{\"code\":\"provider_stream_broken\"}");
        });
  }

  @Test
  void end_failedInAStream_isALastEventAndACleanEnd() throws IOException {
    answering(
        call ->
            call.head(200, "text/event-stream", UNKNOWN)
                .piece("data: 1\n\n")
                .end(Ending.failed(FAULT)),
        caller -> {
          Answer answer = caller.get(1, "/").answer(1);
          assertThat(answer.body())
              .isEqualTo("data: 1\n\ndata: {\"code\":\"provider_stream_broken\"}\n\n");
          assertThat(answer.ended()).isTrue();
        });
  }

  @Test
  void end_failedInABody_isAReset() throws IOException {
    answering(
        call -> call.head(200, "text/plain", UNKNOWN).piece("a").end(Ending.failed(FAULT)),
        caller -> {
          Answer answer = caller.get(1, "/").answer(1);
          assertThat(answer.reset()).isEqualTo(INTERNAL_ERROR);
          assertThat(answer.ended()).isFalse();
        });
  }

  @Test
  void end_bodyShorterThanItsLength_isAReset() throws IOException {
    answering(
        call -> complete(call, 5, "abc"),
        caller -> assertThat(caller.get(1, "/").answer(1).reset()).isEqualTo(INTERNAL_ERROR));
  }

  @Test
  void serve_throws_isADefect() throws IOException {
    answering(
        _ -> {
          throw new IllegalStateException("broken on purpose");
        },
        caller -> assertThat(caller.get(1, "/").answer(1).status()).isEqualTo(500));
  }

  @Test
  void head_fieldsWithControls_cannotSplit() throws IOException {
    answering(
        call -> call.head(200, "a\r\nb: c\u20ac", 0).end(Ending.COMPLETE),
        caller ->
            assertThat(caller.get(1, "/").answer(1).field("content-type")).isEqualTo("a??b: c?"));
  }

  /** The caller need not send what nobody reads (RFC 9113 §8.1). */
  @Test
  void end_beforeTheRequestHasEnded_stopsTheUpload() throws IOException {
    answering(
        call -> complete(call, 2, "ok"),
        caller -> {
          Answer answer = caller.post(1, "/").data(1, false, "x").answer(1);
          assertThat(answer.body()).isEqualTo("ok");
          assertThat(caller.next(FrameCaller.RST_STREAM).number()).isZero();
          caller.data(1, true, "late");
          assertThat(caller.get(3, "/").answer(3).body()).isEqualTo("ok");
        });
  }
}
