package io.crossfade.server.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.http.Headers;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Who decides how fast an answer is read, and what giving up does. */
final class ReadingTest {
  private static final int PIECE = 64 * 1_024;
  private static final long ALL = 64L * 1_024 * 1_024;

  @Test
  void read_neverCalled_providerIsNotRead() throws IOException {
    AtomicLong sent = new AtomicLong();
    CompletableFuture<Boolean> stuck = new CompletableFuture<>();
    try (var server =
            new ScriptedServer(
                wire -> {
                  String _ = wire.request();
                  wire.send("HTTP/1.1 200 OK\r\ncontent-length: " + ALL + "\r\n\r\n");
                  Thread.ofVirtual().start(() -> watch(sent, stuck));
                  for (long n = 0; n < ALL; n += PIECE) {
                    wire.send("x".repeat(PIECE));
                    sent.addAndGet(PIECE);
                  }
                });
        var bench = new Bench(server.http())) {
      Reply reply = bench.send("POST", Bench.held("x"), new Reply(false));
      reply.await(stuck);
      // Only the kernel holds bytes: ours got what one read of the socket brings.
      assertThat(sent.get()).isLessThan(ALL / 2);
      assertThat(bench.onLoop(reply::pieces)).isOne();
      assertThat(bench.onLoop(() -> reply.body().length())).isLessThanOrEqualTo(PIECE);
      bench.onLoop(
          () -> {
            reply.cancel();
            return true;
          });
    }
  }

  @Test
  void read_calledAgainAndAgain_bringsItAll() throws IOException {
    try (var server =
            new ScriptedServer(
                wire -> {
                  String _ = wire.request();
                  wire.send("HTTP/1.1 200 OK\r\ncontent-length: " + 100 * PIECE + "\r\n\r\n");
                  for (int n = 0; n < 100; n++) {
                    wire.send("x".repeat(PIECE));
                  }
                });
        var bench = new Bench(server.http())) {
      Reply reply = bench.post("x");
      assertThat(reply.whole()).hasSize("200 ".length() + 100 * PIECE);
    }
  }

  @Test
  void cancel_duringTheAnswer_closesTheConnection() throws IOException {
    CountDownLatch closed = new CountDownLatch(1);
    try (var server =
            new ScriptedServer(
                wire -> {
                  String _ = wire.request();
                  wire.send("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nhalf");
                  wire.awaitClose();
                  closed.countDown();
                });
        var bench = new Bench(server.http())) {
      Reply reply = bench.post("x");
      reply.await(reply.firstPiece);
      cancel(bench, reply);
      assertThat(closed).satisfies(latch -> latch.await());
      assertThat(reply.isOver()).isFalse();
      assertThat(bench.upstream.inFlight()).isZero();
    }
  }

  @Test
  void cancel_beforeTheConnectionIsThere_isSilent() throws IOException {
    try (var server = new ScriptedServer(wire -> wire.awaitClose());
        var bench = new Bench(server.http())) {
      Reply reply = new Reply(true);
      bench.onLoop(
          () -> {
            UpstreamRequest request =
                new UpstreamRequest(0, "GET", "/", new Headers(), Bench.held(""), 1_000, 1_000);
            bench.upstream.send(request, reply).cancel();
            return true;
          });
      assertThat(bench.upstream.inFlight()).isZero();
      assertThat(reply.isOver()).isFalse();
    }
  }

  @Test
  void cancel_afterTheEnd_leavesTheConnectionInUse() throws IOException {
    try (var server = new ScriptedServer(KeepAliveTest::answerAll);
        var bench = new Bench(server.http())) {
      Reply first = bench.post("one");
      assertThat(first.whole()).isEqualTo("200 ok");
      cancel(bench, first);
      assertThat(bench.post("two").whole()).isEqualTo("200 ok");
      assertThat(server.connections()).isOne();
    }
  }

  @Test
  void retire_underLoad_endsAnswersAndClosesConnections() throws IOException {
    CompletableFuture<Boolean> closed = new CompletableFuture<>();
    try (var server =
            new ScriptedServer(
                wire -> {
                  KeepAliveTest.answerAll(wire);
                  closed.complete(true);
                });
        var bench = new Bench(server.http())) {
      assertThat(bench.post("one").whole()).isEqualTo("200 ok");
      bench.upstream.retire();
      assertThat(closed.orTimeout(10, TimeUnit.SECONDS).join()).isTrue();
      assertThat(bench.post("two").whole()).isEqualTo("200 ok");
    }
  }

  private static void cancel(Bench bench, Reply reply) {
    bench.onLoop(
        () -> {
          reply.cancel();
          return true;
        });
  }

  /** Tells when the sender gets no further. */
  private static void watch(AtomicLong sent, CompletableFuture<Boolean> stuck) {
    long before = -1;
    for (long now = sent.get(); now != before; now = sent.get()) {
      before = now;
      LockSupport.parkNanos(300_000_000);
    }
    stuck.complete(true);
  }
}
