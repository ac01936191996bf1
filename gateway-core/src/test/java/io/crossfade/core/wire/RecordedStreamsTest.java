package io.crossfade.core.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.json.BodyFacts;
import io.crossfade.core.json.BodyFacts.CohortFields;
import io.crossfade.core.sse.EventCutter;
import io.crossfade.core.testing.Cassette;
import io.crossfade.core.wire.Endpoint.Kind;
import io.crossfade.core.wire.StreamReader.Sign;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Replays every recorded stream of the wires we speak, cut in many ways. */
final class RecordedStreamsTest {
  private static final int RANDOM_RUNS = 20;

  private record Replay(StreamReader reader, List<Sign> signs, ByteBuf out) {}

  static Stream<Cassette> streams() {
    return Cassette.all().stream().filter(c -> c.isStream() && c.speaksOurWire());
  }

  @ParameterizedTest
  @MethodSource("streams")
  void read_recordedStream_endsAsItsTagsSay(Cassette cassette) {
    Replay replay = replay(cassette, Integer.MAX_VALUE, new Random(0));
    boolean error = cassette.tags().contains("error_mid_stream");
    StreamReader reader = replay.reader;
    assertThat(replay.signs.contains(Sign.ERROR)).isEqualTo(error);
    assertThat(reader.terminal()).isEqualTo(!error || endsAllTheSame(cassette));
    assertThat(reader.fault() != null)
        .isEqualTo(error && !cassette.name().startsWith("openrouter"));
    assertThat(reader.doneMarker()).isEqualTo(endsWithDone(cassette));
    assertThat(reader.sawAnyEvent()).isTrue();
    if (!error) {
      assertThat(replay.signs).containsAnyOf(Sign.CONTENT, Sign.FINISH);
    }
  }

  @ParameterizedTest
  @MethodSource("streams")
  void read_anyCut_sameSignsAndBytes(Cassette cassette) {
    Replay whole = replay(cassette, Integer.MAX_VALUE, new Random(0));
    for (int seed = 0; seed < RANDOM_RUNS; seed++) {
      int most = seed == 0 ? 1 : 2 + seed * seed * 10;
      Replay cut = replay(cassette, most, new Random(seed));
      assertThat(cut.signs).as("seed %d", seed).isEqualTo(whole.signs);
      assertThat(ByteBufUtil.equals(cut.out, Unpooled.wrappedBuffer(cassette.answer())))
          .as("bytes, seed %d", seed)
          .isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("streams")
  void terminal_cutBeforeTheEnd_isReachedOnlyByTheLastFinish(Cassette cassette) {
    Replay whole = replay(cassette, Integer.MAX_VALUE, new Random(0));
    int finish = Math.max(whole.signs.lastIndexOf(Sign.FINISH), whole.signs.indexOf(Sign.ERROR));
    StreamReader reader = reader(cassette);
    List<Boolean> terminal = new ArrayList<>();
    EventCutter cutter = new EventCutter(EventCutter.DEFAULT_MAX_EVENT_BYTES);
    cutter.add(Unpooled.wrappedBuffer(cassette.answer()));
    while (cutter.next()) {
      terminal.add(reader.terminal());
      var _ = reader.read(cutter.name(), cutter.data());
    }
    cutter.release();
    assertThat(terminal.getFirst()).isFalse();
    if (finish > 0 && !terminal.get(finish)) {
      assertThat(terminal.subList(0, finish)).containsOnly(false);
    }
  }

  /** OpenRouter's error comes behind the finish reason; responses end with response.failed. */
  private static boolean endsAllTheSame(Cassette cassette) {
    return cassette.name().startsWith("openrouter")
        || cassette.name().equals("openai.responses.stream.error-mid-stream.1");
  }

  private static boolean endsWithDone(Cassette cassette) {
    return new String(cassette.answer(), UTF_8).contains("data: [DONE]\n\n");
  }

  private static StreamReader reader(Cassette cassette) {
    Kind kind =
        switch (cassette.api().substring(cassette.api().indexOf('.') + 1)) {
          case "chat" -> Kind.CHAT_COMPLETIONS;
          case "completions" -> Kind.COMPLETIONS;
          case "responses" -> Kind.RESPONSES;
          case "messages" -> Kind.MESSAGES;
          default -> throw new AssertionError(cassette.api());
        };
    int n = Math.max(1, cassette.root().path("request").path("body").path("n").asInt(1));
    BodyFacts facts =
        new BodyFacts(
            null, -1, -1, true, n, false, false, new CohortFields(null, null, null, null, null));
    return StreamReaders.of(new Endpoint(kind, Wire.OPENAI, null), facts);
  }

  private static Replay replay(Cassette cassette, int most, Random random) {
    StreamReader reader = reader(cassette);
    EventCutter cutter = new EventCutter(EventCutter.DEFAULT_MAX_EVENT_BYTES);
    byte[] stream = cassette.answer();
    Replay replay = new Replay(reader, new ArrayList<>(), Unpooled.buffer(stream.length));
    for (int at = 0; at < stream.length; ) {
      int count = Math.min(stream.length - at, most == 1 ? 1 : 1 + random.nextInt(most));
      count = most == Integer.MAX_VALUE ? stream.length : count;
      ByteBuf read =
          random.nextBoolean()
              ? UnpooledByteBufAllocator.DEFAULT.directBuffer()
              : Unpooled.buffer();
      cutter.add(read.writeBytes(stream, at, count));
      while (cutter.next()) {
        replay.signs.add(reader.read(cutter.name(), cutter.data()));
      }
      append(replay.out, cutter.take());
      at += count;
    }
    append(replay.out, cutter.takeRest());
    return replay;
  }

  private static void append(ByteBuf out, ByteBuf taken) {
    out.writeBytes(taken);
    taken.release();
  }
}
