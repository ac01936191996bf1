package io.crossfade.core.sse;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.fault.FaultKind;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EventCutterTest {
  private static final String STREAM =
      """
      : a comment

      event: content_block_delta
      data: {"text":"Grüße, 世界 🌍"}

      data:first line
      data: second line
      id: 7


      event:ping
      data
      data:

      database: no
      eventual: no
      dat

      data: [DONE]

      """;

  private static final List<String> EVENTS =
      List.of(
          "|",
          "content_block_delta|{\"text\":\"Grüße, 世界 🌍\"}",
          "|first line\nsecond line",
          "|",
          "ping|\n",
          "|",
          "|[DONE]");

  /** What one run of a cutter gave back. */
  @SuppressWarnings("ArrayRecordComponent") // compared by its components, never as a whole
  private record Run(List<String> events, byte[] bytes) {}

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void next_anyCutAtAll_sameEventsAndBytes(String lineEnd) {
    byte[] stream = bytes(lineEnd);
    for (int cut = 0; cut <= stream.length; cut++) {
      Run run = run(List.of(part(stream, 0, cut), part(stream, cut, stream.length)));
      assertThat(run.events).as("cut %d", cut).isEqualTo(EVENTS);
      assertThat(run.bytes).as("cut %d", cut).isEqualTo(stream);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void next_randomCuts_sameEventsAndBytes(String lineEnd) {
    byte[] stream = bytes(lineEnd);
    for (int seed = 0; seed < 500; seed++) {
      Run run = run(cut(stream, new Random(seed)));
      assertThat(run.events).as("seed %d", seed).isEqualTo(EVENTS);
      assertThat(run.bytes).as("seed %d", seed).isEqualTo(stream);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void next_byteOrderMark_isNoPartOfTheFirstField(String lineEnd) {
    byte[] stream = ("\uFEFFdata: x" + lineEnd + lineEnd).getBytes(UTF_8);
    Run run = run(cut(stream, new Random(1)));
    assertThat(run.events).containsExactly("|x");
    assertThat(run.bytes).isEqualTo(stream);
  }

  @Test
  void take_eventEndsAtCr_isNotDelayedAndTheLfComesNext() {
    EventCutter cutter = new EventCutter(100);
    cutter.add(chunk("data: x\r\n\r"));
    assertThat(cutter.next()).isTrue();
    assertThat(text(cutter.take())).isEqualTo("data: x\r\n\r");
    cutter.add(chunk("\n"));
    assertThat(cutter.next()).isFalse();
    assertThat(text(cutter.take())).isEqualTo("\n");
    cutter.add(chunk("\ndata: y\n\n"));
    assertThat(cutter.next()).as("a blank line of its own").isTrue();
    assertThat(cutter.next()).isTrue();
    assertThat(cutter.data().toString(UTF_8)).isEqualTo("y");
    cutter.release();
  }

  @Test
  void take_betweenEvents_givesThemOneByOne() {
    EventCutter cutter = new EventCutter(100);
    ByteBuf chunk = chunk("data: a\n\ndata: b\n\ndata: c");
    cutter.add(chunk);
    assertThat(cutter.next()).isTrue();
    assertThat(text(cutter.take())).isEqualTo("data: a\n\n");
    assertThat(cutter.next()).isTrue();
    assertThat(cutter.data().toString(UTF_8)).isEqualTo("b");
    assertThat(text(cutter.take())).isEqualTo("data: b\n\n");
    assertThat(cutter.next()).isFalse();
    assertThat(cutter.restBytes()).isEqualTo(7);
    assertThat(text(cutter.takeRest())).isEqualTo("data: c");
    assertThat(chunk.refCnt()).isZero();
  }

  @Test
  void take_wholeEventsInOneRead_areNotCopied() {
    EventCutter cutter = new EventCutter(100);
    ByteBuf chunk = chunk("data: a\n\ndata: b\n\n");
    cutter.add(chunk);
    while (cutter.next()) {}
    assertThat(cutter.take()).isSameAs(chunk);
    chunk.release();
  }

  @Test
  void release_midEvent_leavesNothingBehind() {
    ByteBuf first = chunk("data: a\n\ndata");
    ByteBuf second = chunk(": b");
    EventCutter cutter = new EventCutter(100);
    cutter.add(first);
    cutter.add(second);
    while (cutter.next()) {}
    cutter.release();
    assertThat(first.refCnt() + second.refCnt()).isZero();
  }

  @Test
  void next_endlessEvent_isFault() {
    EventCutter cutter = new EventCutter(15);
    cutter.add(chunk("data: 0123456789"));
    assertThat(cutter.next()).isFalse();
    assertThat(cutter.fault())
        .isNotNull()
        .satisfies(fault -> assertThat(fault.kind()).isEqualTo(FaultKind.STREAM_BROKEN_OFF));
    cutter.release();
  }

  @Test
  void next_manySmallEvents_limitIsPerEvent() {
    assertThat(run(List.of("data: x\n\n".repeat(1000).getBytes(UTF_8)), 9).events).hasSize(1000);
  }

  @Test
  void next_megabyteEventByteByByte_isFound() {
    byte[] stream = ("data: " + "x".repeat(1 << 20) + "\n\n").getBytes(UTF_8);
    List<byte[]> chunks = new ArrayList<>();
    for (int at = 0; at < stream.length; at++) {
      chunks.add(part(stream, at, at + 1));
    }
    Run run = run(chunks, 2 << 20);
    assertThat(run.events).hasSize(1);
    assertThat(run.bytes).isEqualTo(stream);
  }

  private static byte[] bytes(String lineEnd) {
    return STREAM.replace("\n", lineEnd).getBytes(UTF_8);
  }

  private static byte[] part(byte[] stream, int from, int to) {
    return Arrays.copyOfRange(stream, from, to);
  }

  private static List<byte[]> cut(byte[] stream, Random random) {
    List<byte[]> chunks = new ArrayList<>();
    int most = 1 + random.nextInt(40);
    for (int at = 0; at < stream.length; ) {
      int end = Math.min(stream.length, at + 1 + random.nextInt(most));
      chunks.add(part(stream, at, end));
      at = end;
    }
    return chunks;
  }

  private static Run run(List<byte[]> chunks) {
    return run(chunks, 200);
  }

  /** Reads heap and direct buffers in turn, and takes after each read. */
  private static Run run(List<byte[]> chunks, int maxEventBytes) {
    EventCutter cutter = new EventCutter(maxEventBytes);
    List<String> events = new ArrayList<>();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    boolean direct = false;
    for (byte[] chunk : chunks) {
      direct = !direct;
      ByteBuf read = direct ? UnpooledByteBufAllocator.DEFAULT.directBuffer() : Unpooled.buffer();
      cutter.add(read.writeBytes(chunk));
      while (cutter.next()) {
        events.add(cutter.name().toString(UTF_8) + "|" + cutter.data().toString(UTF_8));
      }
      out.writeBytes(text(cutter.take()).getBytes(ISO_8859_1));
    }
    out.writeBytes(text(cutter.takeRest()).getBytes(ISO_8859_1));
    return new Run(events, out.toByteArray());
  }

  private static ByteBuf chunk(String text) {
    return Unpooled.copiedBuffer(text, UTF_8);
  }

  private static String text(ByteBuf owned) {
    String text = owned.toString(ISO_8859_1);
    owned.release();
    return text;
  }
}
