package io.crossfade.server.upstream;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.fault.Fault;
import io.crossfade.core.fault.FaultKind;
import io.crossfade.core.http.RequestBody;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How requests look on the wire, and how fast their bodies are read. */
final class RequestTest {
  private static final String OK = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok";
  private static final int MEGABYTE = 1 << 20;

  @Test
  void send_heldBody_isFramedByLength() throws IOException {
    CompletableFuture<String> seen = new CompletableFuture<>();
    try (var server = recording(seen);
        var bench = new Bench(server.http())) {
      assertThat(bench.post("hello").whole()).isEqualTo("200 ok");
      assertThat(seen)
          .isCompletedWithValue(
              "POST /v1/chat?x=1 HTTP/1.1\r\nhost: 127.0.0.1:%d\r\naccept: */*\r\ncontent-length: 5\r\n\r\nhello"
                  .formatted(server.port()));
    }
  }

  @Test
  void send_emptyPost_saysSo() throws IOException {
    CompletableFuture<String> seen = new CompletableFuture<>();
    try (var server = recording(seen);
        var bench = new Bench(server.http())) {
      assertThat(bench.post("").whole()).isEqualTo("200 ok");
      assertThat(seen.join()).endsWith("content-length: 0\r\n\r\n");
    }
  }

  @Test
  void send_get_hasNoFraming() throws IOException {
    CompletableFuture<String> seen = new CompletableFuture<>();
    try (var server = recording(seen);
        var bench = new Bench(server.http())) {
      assertThat(bench.get().whole()).isEqualTo("200 ok");
      assertThat(seen.join()).doesNotContain("content-length", "transfer-encoding");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2_048, 2_049, 128 * 1_024, 300_000, 5_000_000})
  void send_heldBodyOfAnySize_arrivesWhole(int bytes) throws IOException {
    CompletableFuture<String> seen = new CompletableFuture<>();
    try (var server = recording(seen);
        var bench = new Bench(server.http())) {
      String body = "0123456789".repeat(bytes / 10 + 1).substring(0, bytes);
      assertThat(bench.post(body).whole()).isEqualTo("200 ok");
      assertThat(seen.join()).endsWith("\r\n\r\n" + body);
    }
  }

  @Test
  void send_streamedBodyOfUnknownLength_isChunked() throws IOException {
    CompletableFuture<String> seen = new CompletableFuture<>();
    String end = "\r\n5\r\nxxxxx\r\n5\r\nxxxxx\r\n0\r\n\r\n";
    try (var server =
            new ScriptedServer(
                wire -> {
                  String head = wire.head();
                  byte[] body = wire.socket().getInputStream().readNBytes(end.length() - 2);
                  seen.complete(head + new String(body, ISO_8859_1));
                  wire.send(OK);
                });
        var bench = new Bench(server.http())) {
      RequestBody body = new PieceByPiece(2, 5, -1);
      assertThat(bench.send("POST", body, new Reply(true)).whole()).isEqualTo("200 ok");
      assertThat(seen.join()).endsWith("transfer-encoding: chunked\r\n" + end);
    }
  }

  @Test
  void send_hundredMegabytes_areReadNoFasterThanTaken() throws IOException {
    int pieces = 100;
    Watched body = new Watched(new PieceByPiece(pieces, MEGABYTE));
    try (var server =
            new ScriptedServer(
                wire -> {
                  String _ = wire.head();
                  InputStream in = wire.socket().getInputStream();
                  byte[] megabyte = new byte[MEGABYTE];
                  for (int n = 1; n <= pieces; n++) {
                    int _ = in.readNBytes(megabyte, 0, MEGABYTE);
                    body.taken = n;
                  }
                  wire.send(OK);
                });
        var bench = new Bench(server.http())) {
      assertThat(bench.send("POST", body, new Reply(true)).whole()).isEqualTo("200 ok");
      // What is under way at most: both sockets' buffers, and the piece that filled them.
      assertThat(body.furthestAhead).isLessThan(20);
    }
  }

  @Test
  void send_answerComesBeforeTheBodyIsSent_isDeliveredAndConnectionDropped() throws IOException {
    String refusal = "HTTP/1.1 413 Too Large\r\ncontent-length: 3\r\n\r\nbig";
    CompletableFuture<Boolean> closed = new CompletableFuture<>();
    try (var server =
            new ScriptedServer(
                wire -> {
                  String _ = wire.head();
                  wire.send(refusal);
                  wire.awaitClose();
                  closed.complete(true);
                });
        var bench = new Bench(server.http())) {
      Reply reply = bench.send("POST", new NeverEnding(), new Reply(true));
      assertThat(reply.whole()).isEqualTo("413 big");
      assertThat(reply.await(closed)).isTrue();
    }
  }

  @Test
  void send_bodyFails_closesAndTellsThatFault() throws IOException {
    Fault gone = Fault.of(FaultKind.CALLER_GONE, "the caller left", "data port", "nothing to do");
    CompletableFuture<Boolean> closed = new CompletableFuture<>();
    try (var server =
            new ScriptedServer(
                wire -> {
                  String _ = wire.head();
                  wire.awaitClose();
                  closed.complete(true);
                });
        var bench = new Bench(server.http())) {
      Reply reply = bench.send("POST", new Failing(gone), new Reply(true));
      assertThat(reply.fault()).isEqualTo(gone);
      assertThat(reply.await(closed)).isTrue();
    }
  }

  @Test
  void send_bodyShorterThanItSays_isADefectAndNeverAWholeRequest() throws IOException {
    try (var server = new ScriptedServer(wire -> wire.awaitClose());
        var bench = new Bench(server.http())) {
      Reply reply = bench.send("POST", new PieceByPiece(2, 5, 11), new Reply(true));
      assertThat(reply.fault().kind()).isEqualTo(FaultKind.DEFECT);
      reply = bench.send("POST", new PieceByPiece(2, 5, 9), new Reply(true));
      assertThat(reply.fault().kind()).isEqualTo(FaultKind.DEFECT);
    }
  }

  private static ScriptedServer recording(CompletableFuture<String> seen) throws IOException {
    return new ScriptedServer(
        wire -> {
          seen.complete(wire.request());
          wire.send(OK);
        });
  }

  /** Sends one piece and then waits for ever. */
  private record NeverEnding() implements RequestBody {
    @Override
    public long length() {
      return -1;
    }

    @Override
    public void readInto(Reader reader) {
      reader.piece(Unpooled.copiedBuffer(new byte[100]), () -> {});
    }
  }

  private record Failing(Fault fault) implements RequestBody {
    @Override
    public long length() {
      return 1_000;
    }

    @Override
    public void readInto(Reader reader) {
      reader.piece(Unpooled.copiedBuffer(new byte[100]), () -> reader.failed(fault));
    }
  }

  /** Counts how many pieces were given out before the other side had taken them. */
  private static final class Watched implements RequestBody {
    private final PieceByPiece body;
    private volatile int taken;
    private int given;
    private int furthestAhead;

    Watched(PieceByPiece body) {
      this.body = body;
    }

    @Override
    public long length() {
      return body.length();
    }

    @Override
    public void readInto(Reader reader) {
      body.readInto(
          new Reader() {
            @Override
            public void piece(ByteBuf piece, Runnable more) {
              given++;
              furthestAhead = Math.max(furthestAhead, given - taken);
              reader.piece(piece, more);
            }

            @Override
            public void end() {
              reader.end();
            }

            @Override
            public void failed(Fault fault) {
              reader.failed(fault);
            }
          });
    }
  }
}
