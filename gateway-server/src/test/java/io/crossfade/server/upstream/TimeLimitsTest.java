package io.crossfade.server.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.fault.FaultKind;
import io.crossfade.server.upstream.ScriptedServer.Wire;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Nobody waits for ever, and nobody is blamed for a wait that is ours. */
final class TimeLimitsTest {
  private static final String HEAD = "HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\n";

  /** Reserved, and not among those that the system hands out to whoever asks for any. */
  private static final int RESERVED_PORT = 1;

  @Test
  void connect_tlsHandshakeNeverAnswered_timesOut() throws IOException {
    try (var server = new ScriptedServer(Wire::awaitClose);
        var bench =
            new Bench(
                Bench.provider(
                    URI.create("https://127.0.0.1:" + server.port()), Bench.SHORT_MILLIS, 1),
                Map.of())) {
      assertThat(bench.get().fault().kind()).isEqualTo(FaultKind.CONNECT_TIMEOUT);
      assertThat(bench.upstream.inFlight()).isZero();
    }
  }

  @Test
  void connect_nobodyListens_failsAndNamesTheProviderOnly() {
    try (var bench = new Bench(URI.create("http://127.0.0.1:" + RESERVED_PORT))) {
      Reply reply = bench.get();
      assertThat(reply.fault().kind()).isEqualTo(FaultKind.CONNECT_FAILED);
      assertThat(reply.fault().message())
          .isEqualTo(
              "the connection was refused (provider 'next'); "
                  + "check base_url and that the provider is reachable from here");
    }
  }

  @Test
  void connect_hostUnknown_fails() {
    try (var bench = new Bench(URI.create("http://no-such-host.invalid"))) {
      Reply reply = bench.get();
      assertThat(reply.fault().kind()).isEqualTo(FaultKind.CONNECT_FAILED);
      assertThat(reply.fault().message()).startsWith("the host name could not be resolved");
    }
  }

  @Test
  void head_neverComes_timesOutAndCloses() throws IOException {
    CompletableFuture<Boolean> closed = new CompletableFuture<>();
    try (var server =
            new ScriptedServer(
                wire -> {
                  String _ = wire.request();
                  wire.send("HTTP/1.1 200");
                  wire.awaitClose();
                  closed.complete(true);
                });
        var bench = new Bench(server.http()).firstByte(Bench.SHORT_MILLIS)) {
      assertThat(bench.post("x").fault().kind()).isEqualTo(FaultKind.FIRST_BYTE_TIMEOUT);
      assertThat(closed.orTimeout(10, TimeUnit.SECONDS).join()).isTrue();
    }
  }

  @Test
  void head_neverComesOnAPooledConnection_isNotSentAgain() throws IOException {
    try (var server =
            new ScriptedServer(
                wire -> {
                  String _ = wire.request();
                  wire.send(HEAD + "body");
                  wire.awaitClose();
                });
        var bench = new Bench(server.http())) {
      assertThat(bench.post("x").whole()).isEqualTo("200 body");
      bench.firstByte(Bench.SHORT_MILLIS);
      assertThat(bench.post("x").fault().kind()).isEqualTo(FaultKind.FIRST_BYTE_TIMEOUT);
      assertThat(server.connections()).isOne();
    }
  }

  @Test
  void body_fallsSilent_timesOut() throws IOException {
    try (var server =
            new ScriptedServer(
                wire -> {
                  String _ = wire.request();
                  wire.send(HEAD + "ha");
                  wire.awaitClose();
                });
        var bench = new Bench(server.http()).idle(Bench.SHORT_MILLIS)) {
      Reply reply = bench.post("x");
      assertThat(reply.fault().kind()).isEqualTo(FaultKind.STREAM_SILENT);
      assertThat(reply.body()).isEqualTo("ha");
    }
  }

  @Test
  void body_notAskedFor_isNotSilence() throws IOException {
    try (var server =
            new ScriptedServer(
                wire -> {
                  String _ = wire.request();
                  wire.send(HEAD + "ha");
                  wire.awaitClose();
                });
        var bench = new Bench(server.http()).idle(Bench.SHORT_MILLIS)) {
      Reply reply = bench.send("POST", Bench.held("x"), new Reply(false));
      assertThat(reply.await(reply.firstPiece)).isEqualTo("ha");
      // A timer of the loop that is due well after the limit: by then the limit would have struck.
      bench
          .loop
          .schedule(() -> {}, 4 * Bench.SHORT_MILLIS, TimeUnit.MILLISECONDS)
          .syncUninterruptibly();
      assertThat(reply.isOver()).isFalse();
      bench.loop.execute(reply::read);
      assertThat(reply.fault().kind()).isEqualTo(FaultKind.STREAM_SILENT);
    }
  }

  @Test
  void body_providerTakesNoMore_timesOut() throws IOException {
    CountDownLatch over = new CountDownLatch(1);
    try (var server =
            new ScriptedServer(
                wire -> {
                  String _ = wire.head();
                  KeepAliveTest.await(over);
                });
        var bench = new Bench(server.http()).firstByte(4 * Bench.SHORT_MILLIS)) {
      Reply reply = bench.send("POST", new PieceByPiece(64, 1 << 20), new Reply(true));
      assertThat(reply.fault().kind()).isEqualTo(FaultKind.FIRST_BYTE_TIMEOUT);
      over.countDown();
    }
  }
}
