package io.crossfade.server.frontend.http2;

import static io.crossfade.server.frontend.testing.FrameCaller.joined;
import static io.crossfade.server.frontend.testing.FrameCaller.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.crossfade.server.frontend.testing.Echo;
import io.crossfade.server.frontend.testing.FrameCaller;
import io.crossfade.server.frontend.testing.FrameCaller.Answer;
import io.crossfade.server.frontend.testing.TestPort;
import io.netty.util.LeakPresenceDetector;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Field sections as raw frames: one reading, or none (RFC 9113 §8). */
final class Http2RequestTest {
  private static final int PROTOCOL_ERROR = 1;
  private static final TestPort PORT = new TestPort(new Echo());

  @BeforeAll
  static void forgetOtherTests() {
    LeakPresenceDetector.check();
  }

  @AfterAll
  static void everyBufferIsReleased() {
    PORT.close();
    LeakPresenceDetector.check();
  }

  private static FrameCaller caller() throws IOException {
    return new FrameCaller(PORT.listener().address());
  }

  @Test
  void request_withBody_isReadWhole() throws IOException {
    try (FrameCaller caller = caller()) {
      caller.post(1, "/a?b=c", "content-length", "4").data(1, false, "ab").data(1, true, "cd");
      Answer answer = caller.answer(1);
      assertThat(answer.body()).isEqualTo("[POST /a?b=c abcd]");
      assertThat(answer.field("content-length")).isEqualTo("18");
      assertThat(answer.field("date")).endsWith("GMT");
    }
  }

  @Test
  void request_withTrailers_forgetsThem() throws IOException {
    try (FrameCaller caller = caller()) {
      caller.post(1, "/a").data(1, false, "ab").headers(1, true, "content-length", "7");
      assertThat(caller.answer(1).body()).isEqualTo("[POST /a ab]");
    }
  }

  @Test
  void request_expectingContinue_isToldToGoOn() throws IOException {
    try (FrameCaller caller = caller()) {
      caller.post(1, "/a", "expect", "100-continue").next(FrameCaller.HEADERS);
      assertThat(caller.soFar(1).status()).isEqualTo(100);
      assertThat(caller.data(1, true, "x").answer(1).body()).isEqualTo("[POST /a x]");
    }
  }

  @Test
  void request_fieldsOverSeveralFrames_areOneSection() throws IOException {
    byte[] block = FrameCaller.block(joined(request("GET", "/a"), "x-a", "b"));
    try (FrameCaller caller = caller()) {
      caller.frame(FrameCaller.HEADERS, FrameCaller.END_STREAM, 1, block);
      caller.frame(FrameCaller.CONTINUATION, 0, 1);
      caller.frame(FrameCaller.CONTINUATION, FrameCaller.END_HEADERS, 1);
      assertThat(caller.answer(1).body()).isEqualTo("[GET /a ]");
    }
  }

  private static Arguments row(String name, boolean end, String... section) {
    return arguments(name, end, section);
  }

  private static Arguments with(String name, String... more) {
    return row(name, true, joined(request("GET", "/a"), more));
  }

  static List<Arguments> malformed() {
    return List.of(
        row("no method", true, ":scheme", "http", ":authority", "h", ":path", "/a"),
        row("empty method", true, request("", "/a")),
        row("no scheme", true, ":method", "GET", ":authority", "h", ":path", "/a"),
        row("no path", true, ":method", "GET", ":scheme", "http", ":authority", "h"),
        row("empty path", true, request("GET", "")),
        row("method twice", true, joined(new String[] {":method", "GET"}, request("GET", "/"))),
        row("path twice", true, joined(new String[] {":path", "/b"}, request("GET", "/"))),
        row("unknown pseudo", true, joined(new String[] {":x", "y"}, request("GET", "/"))),
        row("status", true, joined(new String[] {":status", "200"}, request("GET", "/"))),
        row("protocol", true, joined(new String[] {":protocol", "x"}, request("GET", "/"))),
        row("pseudo after field", true, joined(new String[] {"a", "b"}, request("GET", "/"))),
        with("upper case", "X-A", "b"),
        with("empty name", "", "b"),
        with("blank in name", "x a", "b"),
        with("colon in name", "x:a", "b"),
        with("byte beyond ASCII in name", "x\u00e4", "b"),
        with("CR in name", "x\ra", "b"),
        with("NUL in value", "x-a", "b\0c"),
        with("CR in value", "x-a", "b\rc"),
        with("LF in value", "x-a", "b\nx-b: c"),
        with("DEL in value", "x-a", "b\u007f"),
        with("blank before value", "x-a", " b"),
        with("tab after value", "x-a", "b\t"),
        with("connection", "connection", "close"),
        with("keep-alive", "keep-alive", "1"),
        with("proxy-connection", "proxy-connection", "x"),
        with("transfer-encoding", "transfer-encoding", "chunked"),
        with("upgrade", "upgrade", "h2c"),
        with("te", "te", "gzip"),
        with("length without body", "content-length", "3"),
        with("length twice", "content-length", "0", "content-length", "0"),
        with("length signed", "content-length", "+0"),
        with("length empty", "content-length", ""),
        with("host differs", "host", "other"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("malformed")
  void request_malformed_isReset(String name, boolean end, String[] section) throws IOException {
    try (FrameCaller caller = caller()) {
      caller.headers(1, end, section).get(3, "/next");
      assertThat(caller.answer(1).reset()).as(name).isEqualTo(PROTOCOL_ERROR);
      assertThat(caller.answer(3).body()).isEqualTo("[GET /next ]");
    }
  }

  static List<Arguments> refused() {
    String long65 = "x".repeat(65 * 1024);
    List<String> many = new ArrayList<>();
    for (int n = 0; n < 1_001; n++) {
      many.addAll(List.of("a", "b"));
    }
    return List.of(
        row("501 method_not_implemented", true, ":method", "CONNECT", ":authority", "h:1"),
        row("501 method_not_implemented", true, request("TRACE", "/a")),
        row("501 method_not_implemented", true, request("get", "/a")),
        row("400 malformed_http", true, request("GET", "*")),
        row("400 malformed_http", true, request("GET", "a")),
        row("400 malformed_http", true, request("GET", "http://h/a")),
        row("400 malformed_http", true, request("GET", "/a b")),
        row("400 malformed_http", true, request("GET", "/a#b")),
        row("400 malformed_http", true, request("GET", "/\u00e4")),
        row("400 malformed_http", true, ":method", "GET", ":scheme", "http", ":path", "/"),
        row("400 malformed_http", true, auth("u@h")),
        row("400 malformed_http", true, auth("")),
        row("417 expectation_failed", false, joined(request("POST", "/"), "expect", "x")),
        row("414 uri_too_long", true, request("GET", "/" + "x".repeat(8 * 1024))),
        row("431 headers_too_large", true, joined(request("GET", "/"), "a", long65)),
        row("431 headers_too_large", true, joined(request("GET", "/"), array(many))));
  }

  private static String[] auth(String authority) {
    return new String[] {
      ":method", "GET", ":scheme", "http", ":path", "/", ":authority", authority
    };
  }

  private static String[] array(List<String> list) {
    return list.toArray(new String[0]);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refused")
  void request_refused_isToldSo(String told, boolean end, String[] section) throws IOException {
    try (FrameCaller caller = caller()) {
      send(caller, end, FrameCaller.block(section));
      caller.get(3, "/next");
      Answer answer = caller.answer(1);
      String code = answer.body().replaceAll(".*:\"(.*)\".*", "$1");
      assertThat(answer.status() + " " + code).isEqualTo(told);
      assertThat(caller.answer(3).body()).isEqualTo("[GET /next ]");
    }
  }

  @Test
  void request_fieldsBeyondAllLimits_areAnsweredAndTheConnectionLivesOn() throws IOException {
    String[] large = new String[8];
    for (int at = 0; at < large.length; at++) {
      large[at] = at % 2 == 0 ? "x" : "y".repeat(45 * 1024);
    }
    try (FrameCaller caller = caller()) {
      send(caller, true, FrameCaller.block(joined(request("GET", "/"), large)));
      caller.get(3, "/next");
      assertThat(caller.answer(1).status()).isEqualTo(431);
      assertThat(caller.answer(3).body()).isEqualTo("[GET /next ]");
    }
  }

  /** Frames hold 16 KB at most. */
  private static void send(FrameCaller caller, boolean end, byte[] block) throws IOException {
    int type = FrameCaller.HEADERS;
    for (int from = 0; from < block.length; from += 16 * 1024) {
      int to = Math.min(block.length, from + 16 * 1024);
      int flags = (to == block.length ? FrameCaller.END_HEADERS : 0);
      boolean first = type == FrameCaller.HEADERS;
      caller.frame(
          type,
          flags | (first && end ? FrameCaller.END_STREAM : 0),
          1,
          java.util.Arrays.copyOfRange(block, from, to));
      type = FrameCaller.CONTINUATION;
    }
  }

  @Test
  void body_longerThanItsLength_isReset() throws IOException {
    try (FrameCaller caller = caller()) {
      caller.post(1, "/a", "content-length", "1").data(1, true, "ab");
      assertThat(caller.answer(1).reset()).isEqualTo(PROTOCOL_ERROR);
    }
  }

  @Test
  void body_shorterThanItsLength_isReset() throws IOException {
    try (FrameCaller caller = caller()) {
      caller.post(1, "/a", "content-length", "3").data(1, true, "ab");
      caller.post(3, "/a", "content-length", "3").data(3, false, "ab").headers(3, true, "a", "b");
      assertThat(caller.answer(1).reset()).isEqualTo(PROTOCOL_ERROR);
      assertThat(caller.answer(3).reset()).isEqualTo(PROTOCOL_ERROR);
    }
  }

  @Test
  void trailers_withPseudoFields_areReset() throws IOException {
    try (FrameCaller caller = caller()) {
      caller.post(1, "/a").headers(1, true, ":path", "/b");
      assertThat(caller.answer(1).reset()).isEqualTo(PROTOCOL_ERROR);
    }
  }

  @Test
  void headers_inTheMiddleOfABody_areReset() throws IOException {
    try (FrameCaller caller = caller()) {
      caller.post(1, "/a").data(1, false, "a").headers(1, false, "a", "b");
      assertThat(caller.answer(1).reset()).isEqualTo(PROTOCOL_ERROR);
    }
  }
}
