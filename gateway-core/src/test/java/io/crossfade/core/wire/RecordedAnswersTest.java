package io.crossfade.core.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.json.JsonCheck;
import io.crossfade.core.testing.Cassette;
import io.crossfade.core.usage.UsageReader;
import io.crossfade.core.wire.Endpoint.Kind;
import io.netty.buffer.Unpooled;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every recorded answer in a wire of ours passes the check of its endpoint. */
final class RecordedAnswersTest {

  static Stream<Cassette> answers() {
    return Cassette.all().stream()
        .filter(c -> c.speaksOurWire() && !c.isStream() && c.status() < 300);
  }

  static Stream<Cassette> errors() {
    return Cassette.all().stream()
        .filter(c -> c.speaksOurWire() && c.status() >= 400 && kind(c) != Kind.PASS_THROUGH);
  }

  @ParameterizedTest
  @MethodSource("answers")
  void check_recordedAnswer_isOne(Cassette cassette) {
    Endpoint endpoint = new Endpoint(kind(cassette), Wire.OPENAI, null);
    assertThat(
            AnswerCheck.check(
                endpoint, Unpooled.wrappedBuffer(cassette.answer()), new UsageReader()))
        .isNull();
    if (endpoint.kind() != Kind.PASS_THROUGH) {
      assertThat(JsonCheck.isOneDocument(Unpooled.wrappedBuffer(cassette.answer()))).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("errors")
  void check_recordedErrorUnderSuccess_isFault(Cassette cassette) {
    Endpoint endpoint = new Endpoint(kind(cassette), Wire.OPENAI, null);
    assertThat(
            AnswerCheck.check(
                endpoint, Unpooled.wrappedBuffer(cassette.answer()), new UsageReader()))
        .isNotNull();
  }

  private static Kind kind(Cassette cassette) {
    return switch (cassette.api().substring(cassette.api().indexOf('.') + 1)) {
      case "chat" -> Kind.CHAT_COMPLETIONS;
      case "completions" -> Kind.COMPLETIONS;
      case "embeddings" -> Kind.EMBEDDINGS;
      case "responses" -> Kind.RESPONSES;
      case "messages" -> Kind.MESSAGES;
      case "messages.count_tokens" -> Kind.COUNT_TOKENS;
      case "models" -> cassette.provider().equals("openai") ? Kind.MODEL : Kind.MODELS;
      default -> Kind.PASS_THROUGH;
    };
  }
}
