package io.crossfade.server.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.fault.FaultKind;
import io.crossfade.server.upstream.ScriptedServer.Wire;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes back on a connection, whole, half or wrong. */
final class AnswerTest {
  private static final String CHUNKED =
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nX-A:  b \r\nKeep-Alive: 5\r\n\r\n";

  @Test
  void head_ofAnswer_losesFramingAndHopByHopFields() throws IOException {
    String answer =
        "HTTP/1.1 200 OK;Content-Type: text/plain;Connection: x-hop, keep-alive;X-Hop: 1;"
            + "Upgrade: h2c;X-Request-Id: r1;Content-Length: 0;;";
    try (var server = answering(lines(answer));
        var bench = new Bench(server.http())) {
      Reply reply = bench.get();
      assertThat(reply.whole()).isEqualTo("200 ");
      assertThat(reply.head.join().headers())
          .hasToString("content-type: text/plain\nx-request-id: r1\n");
      assertThat(reply.head.join().length()).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET |HTTP/1.1 100 Continue;;HTTP/1.1 103 Hints;Link: x;;HTTP/1.1 200 OK;content-length:"
            + " 1;;a|200 a",
        "GET |HTTP/1.1 204 No Content;;|204 ",
        "GET |HTTP/1.1 304 Not Modified;content-length: 5;;|304 ",
        "HEAD|HTTP/1.1 200 OK;content-length: 5;;|200 ",
        "GET |HTTP/1.1 200;content-length: 1;;a|200 a",
        "GET |HTTP/1.1 200 ;content-length: 1;;a|200 a",
        "GET |HTTP/1.1 429 Too Many;content-length: 1;;a|429 a",
        "GET |HTTP/1.1 200 OK;transfer-encoding: chunked;;1;a;2;bc;0;;|200 abc",
        "GET |HTTP/1.0 200 OK;;until close|200 until close",
        "GET |HTTP/1.1 200 OK;content-type: x;;until close|200 until close",
      })
  void send_goodAnswer_arrivesWhole(String method, String answer, String expected)
      throws IOException {
    try (var server = answering(lines(answer));
        var bench = new Bench(server.http())) {
      Reply reply = bench.send(method.strip(), Bench.held(""), new Reply(true));
      assertThat(reply.whole()).isEqualTo(expected == null ? "" : pad(expected));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "HTTP/1.1 101 Switching;upgrade: x;;|BAD_RESPONSE",
        "HTTP/2 200 OK;;|BAD_RESPONSE",
        "HTTP/1.2 200 OK;;|BAD_RESPONSE",
        "HTTP/1.1 2000 OK;;|BAD_RESPONSE",
        "HTTP/1.1 20 OK;;|BAD_RESPONSE",
        "HTTP/1.1 099 OK;;|BAD_RESPONSE",
        "HTTP/1.1 600 OK;;|BAD_RESPONSE",
        "HTTP/1.1  200 OK;;|BAD_RESPONSE",
        "http/1.1 200 OK;;|BAD_RESPONSE",
        ";;|BAD_RESPONSE",
        "220 mail ready^|BAD_RESPONSE",
        "HTTP/1.1 200 OK~;;|BAD_FRAMING",
        "HTTP/1.1 200 OK;content-length: 2;transfer-encoding: chunked;;|BAD_FRAMING",
        "HTTP/1.1 200 OK;content-length: 2;content-length: 3;;|BAD_FRAMING",
        "HTTP/1.1 200 OK;content-length: +2;;|BAD_FRAMING",
        "HTTP/1.1 200 OK;content-length: 9223372036854775808;;|BAD_FRAMING",
        "HTTP/1.1 200 OK;transfer-encoding: gzip, chunked;;|BAD_FRAMING",
        "HTTP/1.0 200 OK;transfer-encoding: chunked;;|BAD_FRAMING",
        "HTTP/1.1 200 OK;x: a; folded;;|BAD_FRAMING",
        "HTTP/1.1 200 OK;x : a;;|BAD_FRAMING",
        "HTTP/1.1 200 OK;x: a~b;;|BAD_FRAMING",
        "HTTP/1.1 200 OK^x: a^^|BAD_FRAMING",
        "HTTP/1.1 204 OK;content-length: 1;transfer-encoding: chunked;;|BAD_FRAMING",
      })
  void send_answerWithoutOneReading_isRefused(String answer, FaultKind kind) throws IOException {
    try (var server = answering(lines(answer));
        var bench = new Bench(server.http())) {
      Reply reply = bench.get();
      assertThat(reply.fault().kind()).isEqualTo(kind);
      assertThat(reply.fault().message()).contains("provider 'next'").doesNotContain("127.0.0.1");
      assertThat(reply.head).isNotDone();
    }
  }

  @Test
  void send_headOverItsLimit_isRefused() throws IOException {
    String field = "x-long: " + "y".repeat(60_000) + "\r\n";
    try (var server = answering("HTTP/1.1 200 OK\r\n" + field.repeat(3) + "\r\n");
        var bench = new Bench(server.http())) {
      assertThat(bench.get().fault().kind()).isEqualTo(FaultKind.BAD_FRAMING);
    }
  }

  @Test
  void send_endlessInformationalAnswers_areRefused() throws IOException {
    try (var server =
            new ScriptedServer(
                wire -> {
                  String _ = wire.request();
                  while (true) {
                    wire.send("HTTP/1.1 103 Hints\r\n\r\n");
                  }
                });
        var bench = new Bench(server.http())) {
      assertThat(bench.get().fault().kind()).isEqualTo(FaultKind.BAD_FRAMING);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "H", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nx: y\r\n"})
  void send_closedBeforeTheHeadIsWhole_isLost(String start) throws IOException {
    try (var server = answering(start);
        var bench = new Bench(server.http())) {
      assertThat(bench.post("x").fault().kind()).isEqualTo(FaultKind.CONNECTION_LOST);
      assertThat(server.connections()).isOne();
    }
  }

  @Test
  void send_resetBeforeTheHead_isLost() throws IOException {
    try (var server =
            new ScriptedServer(
                wire -> {
                  String _ = wire.request();
                  wire.reset();
                });
        var bench = new Bench(server.http())) {
      assertThat(bench.post("x").fault().kind()).isEqualTo(FaultKind.CONNECTION_LOST);
    }
  }

  @Test
  void send_chunkedAnswerCutAtEveryByte_neverLooksWhole() throws IOException {
    String whole = CHUNKED + "5;ext=1\r\nhello\r\n6\r\n world\r\n0\r\ntrailer: x\r\n\r\n";
    try (var server = new ScriptedServer(wire -> cutAt(wire, whole));
        var bench = new Bench(server.http())) {
      for (int cut = CHUNKED.length(); cut < whole.length(); cut++) {
        Reply reply = bench.post(String.valueOf(cut));
        assertThat(reply.fault().kind())
            .as("cut at %d", cut)
            .isEqualTo(FaultKind.STREAM_BROKEN_OFF);
        assertThat("hello world").startsWith(reply.body());
      }
      assertThat(bench.post(String.valueOf(whole.length())).whole()).isEqualTo("200 hello world");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"x\r\nhello", "5\r\nhelloX", "-5\r\nhello\r\n", "5 \r\nhello\r\n"})
  void send_badChunk_breaksOffAfterTheHead(String body) throws IOException {
    try (var server = answering(CHUNKED + body);
        var bench = new Bench(server.http())) {
      Reply reply = bench.get();
      assertThat(reply.fault().kind()).isEqualTo(FaultKind.STREAM_BROKEN_OFF);
      assertThat(reply.head.join().status()).isEqualTo(200);
    }
  }

  @Test
  void send_shortBody_breaksOffAndBytesBeforeArrive() throws IOException {
    try (var server = answering("HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nhalf");
        var bench = new Bench(server.http())) {
      Reply reply = bench.get();
      assertThat(reply.fault().kind()).isEqualTo(FaultKind.STREAM_BROKEN_OFF);
      assertThat(reply.body()).isEqualTo("half");
    }
  }

  @Test
  void send_manyChunksInOneRead_arriveAsOnePiece() throws IOException {
    try (var server = answering(CHUNKED + "1\r\na\r\n1\r\nb\r\n3\r\ncde\r\n0\r\n\r\n");
        var bench = new Bench(server.http())) {
      Reply reply = bench.get();
      assertThat(reply.whole()).isEqualTo("200 abcde");
      assertThat(reply.pieces()).isOne();
    }
  }

  private static void cutAt(Wire wire, String whole) throws IOException {
    String request = wire.request();
    while (!request.isEmpty()) {
      int cut = Integer.parseInt(request.substring(request.indexOf("\r\n\r\n") + 4));
      wire.send(whole.substring(0, cut));
      if (cut < whole.length()) {
        return;
      }
      request = wire.request();
    }
  }

  private static ScriptedServer answering(String answer) throws IOException {
    return new ScriptedServer(
        wire -> {
          String _ = wire.request();
          wire.send(answer);
        });
  }

  /** {@code ;} is a line end, {@code ^} a bare LF, {@code ~} a NUL. */
  private static String lines(String answer) {
    return answer.replace(";", "\r\n").replace("^", "\n").replace("~", "\0");
  }

  private static String pad(String expected) {
    return expected.length() == 3 ? expected + " " : expected;
  }
}
