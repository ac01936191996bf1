package io.crossfade.server.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.crossfade.core.fault.Fault;
import io.crossfade.core.fault.FaultKind;
import io.crossfade.core.http.RequestBody;
import io.crossfade.server.testing.Await;
import io.crossfade.server.upstream.ScriptedServer.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When a connection serves the next request, and when it must not. */
final class KeepAliveTest {
  private static final String OK = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok";

  @Test
  void send_afterWholeAnswer_reusesTheConnection() throws IOException {
    try (var server = new ScriptedServer(KeepAliveTest::answerAll);
        var bench = new Bench(server.http())) {
      for (int n = 0; n < 5; n++) {
        assertThat(bench.post("hello " + n).whole()).isEqualTo("200 ok");
      }
      assertThat(server.connections()).isOne();
      assertThat(bench.upstream.inFlight()).isZero();
    }
  }

  @Test
  void warm_withoutAConnection_opensOneThatTheNextRequestTakes() throws IOException {
    try (var server = new ScriptedServer(KeepAliveTest::answerAll);
        var bench = new Bench(server.http())) {
      bench.upstream.warm();
      Await.until(() -> atRest(bench) == 1);
      bench.upstream.warm();
      assertThat(bench.post("hello").whole()).isEqualTo("200 ok");
      assertThat(bench.post("again").whole()).isEqualTo("200 ok");
      assertThat(server.connections()).isOne();
    }
  }

  private static int atRest(Bench bench) {
    return bench.loop.submit(() -> bench.upstream.pool(0).size()).syncUninterruptibly().getNow();
  }

  @Test
  void warm_nobodyListens_leavesItToTheNextRequestToSaySo() throws IOException {
    URI gone;
    try (var server = new ScriptedServer(KeepAliveTest::answerAll)) {
      gone = server.http();
    }
    try (var bench = new Bench(gone)) {
      bench.upstream.warm();
      assertThat(bench.post("hello").fault().kind()).isEqualTo(FaultKind.CONNECT_FAILED);
    }
  }

  @Test
  void send_whileAnotherIsUnderWay_opensASecondConnection() throws Exception {
    CountDownLatch both = new CountDownLatch(2);
    try (var server =
            new ScriptedServer(
                wire -> {
                  String _ = wire.request();
                  both.countDown();
                  await(both);
                  wire.send(OK);
                  answerAll(wire);
                });
        var bench = new Bench(server.http())) {
      Reply first = bench.post("a");
      Reply second = bench.post("b");
      assertThat(first.whole() + second.whole()).isEqualTo("200 ok200 ok");
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  @Test
  void send_pooledConnectionDiesUnderTheRequest_isSentAgainUnnoticed() throws IOException {
    try (var server =
            new ScriptedServer(
                wire -> {
                  String _ = wire.request();
                  wire.send(OK);
                  if (wire.number() == 1) {
                    String _ = wire.request();
                    wire.reset();
                  }
                  answerAll(wire);
                });
        var bench = new Bench(server.http())) {
      assertThat(bench.post("one").whole()).isEqualTo("200 ok");
      assertThat(bench.post("two").whole()).isEqualTo("200 ok");
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  @Test
  void send_freshConnectionDiesToo_faultsAfterOneRetry() throws IOException {
    try (var server =
            new ScriptedServer(
                wire -> {
                  String _ = wire.request();
                  if (wire.number() == 1) {
                    wire.send(OK);
                    String _ = wire.request();
                  }
                });
        var bench = new Bench(server.http())) {
      assertThat(bench.post("one").whole()).isEqualTo("200 ok");
      assertThat(bench.post("two").fault().kind()).isEqualTo(FaultKind.CONNECTION_LOST);
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  @Test
  void send_bodyReadableOnce_takesAFreshConnection() throws IOException {
    try (var server = new ScriptedServer(KeepAliveTest::answerAll);
        var bench = new Bench(server.http())) {
      assertThat(bench.post("one").whole()).isEqualTo("200 ok");
      RequestBody once = new PieceByPiece(3, 4);
      assertThat(bench.send("POST", once, new Reply(true)).whole()).isEqualTo("200 ok");
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 2\r\n\r\nok",
        "HTTP/1.1 200 OK\r\nconnection: x, Close\r\ncontent-length: 2\r\n\r\nok",
        "HTTP/1.0 200 OK\r\ncontent-length: 2\r\n\r\nok",
        "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nokHTTP/1.1 200 OK\r\n\r\n",
        "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok\r\n",
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\nX",
      })
  void send_afterAnAnswerThatUsesUpItsConnection_takesAFreshOne(String answer) throws IOException {
    try (var server =
            new ScriptedServer(
                wire -> {
                  String _ = wire.request();
                  wire.send(answer);
                  wire.awaitClose();
                });
        var bench = new Bench(server.http())) {
      assertThat(bench.post("one").whole()).isEqualTo("200 ok");
      assertThat(bench.post("two").whole()).isEqualTo("200 ok");
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  @Test
  void idle_providerSaysSomethingUnasked_connectionIsClosed() throws IOException {
    CountDownLatch closed = new CountDownLatch(1);
    try (var server =
            new ScriptedServer(
                wire -> {
                  String _ = wire.request();
                  wire.send(OK);
                  if (wire.number() == 1) {
                    wire.send("HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\nevil");
                    wire.awaitClose();
                    closed.countDown();
                  }
                  answerAll(wire);
                });
        var bench = new Bench(server.http())) {
      assertThat(bench.post("one").whole()).isEqualTo("200 ok");
      await(closed);
      assertThat(bench.post("two").whole()).isEqualTo("200 ok");
    }
  }

  /**
   * While the loop is busy, one connection gets its answer and the idle one an unasked answer. The
   * next requests go out before the loop has read the second, and must not take it for theirs.
   */
  @Test
  void send_unaskedAnswerIsThereAlready_isNotTakenForTheAnswer() throws IOException {
    assumeThat(System.getProperty("crossfade.transport"))
        .as("io_uring reads and writes anew within a round")
        .isNotEqualTo("io_uring");
    CountDownLatch received = new CountDownLatch(2);
    CountDownLatch busy = new CountDownLatch(1);
    CountDownLatch answered = new CountDownLatch(1);
    CountDownLatch spoken = new CountDownLatch(1);
    try (var server =
            new ScriptedServer(
                wire -> {
                  String _ = wire.request();
                  received.countDown();
                  await(received); // or the second request could ride on the first one's connection
                  if (wire.number() == 1) {
                    wire.send(OK);
                    await(answered);
                    wire.send("HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\nevil");
                    spoken.countDown();
                  } else if (wire.number() == 2) {
                    await(busy);
                    wire.send(OK);
                    answered.countDown();
                  } else {
                    wire.send(OK);
                  }
                  answerAll(wire);
                });
        var bench = new Bench(server.http())) {
      Reply third = new Reply(true);
      Reply fourth = new Reply(true);
      AtomicInteger ends = new AtomicInteger();
      Runnable next =
          () -> {
            if (ends.incrementAndGet() == 2) {
              bench.sendNow("POST", Bench.held("c"), third);
              bench.sendNow("POST", Bench.held("d"), fourth);
            }
          };
      Reply first = bench.send("POST", Bench.held("a"), new Reply(true).then(next));
      Reply second = bench.send("POST", Bench.held("b"), new Reply(true).then(next));
      await(received);
      var _ = CompletableFuture.anyOf(first.over(), second.over()).join();
      bench.loop.execute(
          () -> {
            busy.countDown();
            awaitQuietly(spoken);
          });
      assertThat(first.whole() + second.whole()).isEqualTo("200 ok200 ok");
      assertThat(third.whole() + fourth.whole()).isEqualTo("200 ok200 ok");
      assertThat(server.connections()).isEqualTo(3);
    }
  }

  @Test
  void idle_providerCloses_nextRequestTakesAFreshConnection() throws IOException {
    try (var server =
            new ScriptedServer(
                wire -> {
                  String _ = wire.request();
                  wire.send(OK);
                });
        var bench = new Bench(server.http())) {
      for (int n = 1; n <= 3; n++) {
        assertThat(bench.post("x").whole()).isEqualTo("200 ok");
      }
    }
  }

  @Test
  void send_beyondTheLimit_isRefusedAtOnce() throws IOException {
    try (var server = new ScriptedServer(Wire::awaitClose);
        var bench = new Bench(Bench.provider(server.http(), Bench.LONG_MILLIS, 1), Map.of())) {
      Reply first = bench.post("a");
      Fault fault = bench.post("b").fault();
      assertThat(fault.kind()).isEqualTo(FaultKind.PROVIDER_FULL);
      assertThat(fault.retryAfter()).isEqualTo("1");
      assertThat(bench.upstream.inFlight()).isOne();
      bench.onLoop(
          () -> {
            first.cancel();
            return first;
          });
      assertThat(bench.upstream.inFlight()).isZero();
    }
  }

  @Test
  void send_providerClosesAtWillUnderLoad_nobodyNotices() throws IOException {
    AtomicInteger unread = new AtomicInteger();
    try (var server = new ScriptedServer(wire -> answerAFew(wire, unread));
        var bench = new Bench(server.http())) {
      List<String> whole = new ArrayList<>();
      for (int round = 0; round < 50; round++) {
        List<Reply> replies = new ArrayList<>();
        for (int n = 0; n < 20; n++) {
          replies.add(bench.post("request " + n));
        }
        replies.forEach(reply -> whole.add(reply.whole()));
      }
      assertThat(whole).hasSize(1_000).containsOnly("200 ok");
      assertThat(unread.get()).as("requests that met a closing connection").isPositive();
      assertThat(bench.upstream.inFlight()).isZero();
    }
  }

  /** After a few answers it closes in good order, by a reset, or only after the next request. */
  private static void answerAFew(Wire wire, AtomicInteger unread) throws IOException {
    Random random = new Random(11 + wire.number());
    int answers = 1 + random.nextInt(4);
    for (int n = 0; n < answers; n++) {
      if (wire.request().isEmpty()) {
        return;
      }
      wire.send(OK);
    }
    int end = random.nextInt(3);
    if (end == 0) {
      wire.reset();
    } else if (end == 1 && !wire.request().isEmpty()) {
      unread.incrementAndGet();
    }
  }

  static void answerAll(Wire wire) throws IOException {
    while (!wire.request().isEmpty()) {
      wire.send(OK);
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      await(latch);
    } catch (IOException stopped) {
      throw new UncheckedIOException(stopped);
    }
  }

  static void await(CountDownLatch latch) throws IOException {
    try {
      if (!latch.await(20, TimeUnit.SECONDS)) {
        throw new IOException("waited in vain");
      }
    } catch (InterruptedException stopped) {
      throw new IOException(stopped);
    }
  }
}
