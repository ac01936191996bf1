package io.crossfade.server.fault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.crossfade.server.testing.Answer;
import io.crossfade.server.testing.Hold;
import io.crossfade.server.testing.RawClient;
import io.crossfade.server.testing.RawResponse;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Streams reach the caller byte for byte, however they are cut, held or spelled. */
class StreamPassesTest {
  private static final String ROLE =
      "data: {\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\"}}]}\n\n";
  private static final String END =
      """
      data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}

      data: [DONE]

      """;

  private Table table;

  @BeforeEach
  void start(@TempDir Path folder) {
    table = Table.on(folder, "/v1/chat/completions");
  }

  @AfterEach
  void stop() {
    table.close();
  }

  @TestFactory
  Stream<DynamicTest> streams_ofAllSpellings_passUnchanged() {
    String umlauts = ROLE + content("äöü 日本語 🙂") + END;
    return Stream.of(
        test("one read", umlauts, Integer.MAX_VALUE),
        test("one byte a chunk", umlauts, 1),
        test("CRLF", umlauts.replace("\n", "\r\n"), 7),
        test("CR", umlauts.replace("\n", "\r"), 7),
        test("a byte order mark", "\uFEFF" + umlauts, 2),
        test("heartbeats", ": beat\n\n" + ROLE + ":\n\n" + content("x") + ": beat\n\n" + END, 5),
        test("fields nobody asked for", "retry: 10\nid: 7\n" + umlauts, 3),
        test("data without a blank", umlauts.replace("data: ", "data:"), 3),
        test("an event of 1 MB", ROLE + content("x".repeat(1 << 20)) + END, 100_000),
        test("70 KB before content", ": " + "y".repeat(70 << 10) + "\n\n" + umlauts, 9_999));
  }

  private DynamicTest test(String what, String stream, int size) {
    return dynamicTest(what, () -> passes(stream, size));
  }

  private void passes(String stream, int size) {
    byte[] bytes = stream.getBytes(UTF_8);
    Answer answer = Answer.stream();
    for (int at = 0; at < bytes.length; at += Math.min(size, bytes.length)) {
      answer =
          answer.chunk(
              Arrays.copyOfRange(bytes, at, (int) Math.min(bytes.length, (long) at + size)));
    }
    table.next.script(answer.lastChunk());
    for (String migration : new String[] {"alone", "rescued"}) {
      try (RawClient caller = table.plant.caller()) {
        RawResponse response = ask(caller, migration).read();
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.text()).isEqualTo(stream);
        assertThat(response.header("x-crossfade-provider")).isEqualTo("once");
      }
    }
  }

  @Test
  void prelude_whileTheControlCouldAnswer_isHeld() {
    Hold hold = new Hold();
    table.next.script(Answer.stream().chunk(ROLE).hold(hold).close());
    try (RawClient caller = table.plant.caller()) {
      ask(caller, "rescued");
      hold.awaitReached();
      hold.release();
      RawResponse response = caller.read();
      assertThat(response.text()).isEqualTo(Table.WHOLE);
      assertThat(response.header("x-crossfade-fallback")).isEqualTo("control");
    }
  }

  @Test
  void prelude_whereNobodyElseCouldAnswer_goesOutAsItComes() {
    Hold hold = new Hold();
    table.next.script(Answer.stream().chunk(ROLE).hold(hold).chunk(END).lastChunk());
    try (RawClient caller = table.plant.caller()) {
      ask(caller, "alone");
      assertThat(caller.readHead().status()).isEqualTo(200);
      assertThat(caller.events().next() + "\n\n").isEqualTo(ROLE);
      hold.release();
    }
  }

  @Test
  void prelude_over64KB_isHeldNoLonger() {
    Hold hold = new Hold();
    String much = ": " + "z".repeat(1_000) + "\n\n";
    table.next.script(Answer.stream().chunk(ROLE).chunk(much.repeat(66)).hold(hold).close());
    try (RawClient caller = table.plant.caller()) {
      ask(caller, "rescued");
      assertThat(caller.readHead().header("x-crossfade-provider")).isEqualTo("once");
      hold.release();
      assertThat(caller.events().toEnd().getLast()).contains("provider_stream_broken");
    }
  }

  @Test
  void stream_cutAtRandom_passesUnchanged() {
    long seed = 20_261_121;
    Random random = new Random(seed);
    String stream = ROLE + content("🙂".repeat(300)).repeat(50) + END;
    byte[] bytes = stream.getBytes(UTF_8);
    Answer answer = Answer.stream();
    for (int at = 0; at < bytes.length; ) {
      int end = Math.min(bytes.length, at + 1 + random.nextInt(2_000));
      answer = answer.chunk(Arrays.copyOfRange(bytes, at, end));
      at = end;
    }
    table.next.script(answer.lastChunk());
    try (RawClient caller = table.plant.caller()) {
      assertThat(ask(caller, "rescued").read().text()).as("seed %d", seed).isEqualTo(stream);
    }
  }

  private static RawClient ask(RawClient caller, String migration) {
    return caller.post("/v1/chat/completions", new Table.Question(migration, true).body());
  }

  private static String content(String text) {
    return "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + text + "\"}}]}\n\n";
  }
}
