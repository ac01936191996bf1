package io.crossfade.core.provider.gemini;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.chat.ChatResponse;
import io.crossfade.core.chat.Extras;
import io.crossfade.core.chat.Finish.Reason;
import io.crossfade.core.chat.Usage;
import io.crossfade.core.fault.Result;
import io.crossfade.core.json.JsonTrees;
import io.crossfade.core.testing.Cassette;
import io.netty.buffer.Unpooled;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every recorded answer of Gemini and Vertex says the same in the hub. */
final class GeminiRecordingsTest {
  private static final Map<String, Reason> REASONS =
      Map.of(
          "STOP", Reason.STOP,
          "MAX_TOKENS", Reason.LENGTH,
          "SAFETY", Reason.CONTENT_FILTER,
          "MODEL_ARMOR", Reason.CONTENT_FILTER);

  static Stream<Cassette> answers() {
    return Cassette.all().stream()
        .filter(c -> c.provider().equals("gemini") || c.provider().equals("vertex"))
        .filter(c -> c.api().toLowerCase(Locale.ROOT).endsWith("generatecontent"))
        .filter(c -> c.status() == 200);
  }

  static Stream<Cassette> wholeAnswers() {
    return answers().filter(c -> c.root().path("response").path("body").isObject());
  }

  @ParameterizedTest
  @MethodSource("answers")
  void read_recordedAnswer_saysTheSame(Cassette cassette) {
    Recorded recorded = Recorded.of(cassette);
    Told told = told(cassette);
    assertThat(told.text).hasToString(recorded.text(false));
    assertThat(told.thoughts).hasToString(recorded.text(true));
    assertThat(told.seals).isEqualTo(recorded.seals());
    assertThat(told.opaque).isEmpty();
    assertThat(told.calls)
        .isEqualTo(recorded.calls().stream().map(call -> call.path("name").asText()).toList());
    if (cassette.tags().contains("empty_tool_args")) {
      assertThat(told.arguments)
          .hasToString("[{}, {\"id\":\"A\"}, {\"id\":\"B\"}, {\"id\":\"C\"}]");
    } else {
      assertThat(told.arguments)
          .isEqualTo(recorded.calls().stream().map(call -> own(call.path("args"))).toList());
    }
    assertThat(told.sources.isEmpty()).isEqualTo(!cassette.tags().contains("citations"));
  }

  @ParameterizedTest
  @MethodSource("answers")
  void read_recordedAnswer_finishesAsRecorded(Cassette cassette) {
    Recorded recorded = Recorded.of(cassette);
    Told told = told(cassette);
    Reason reason =
        recorded.hasNumbersForWords()
            ? Reason.OTHER
            : Objects.requireNonNull(REASONS.get(recorded.finish()), recorded.finish());
    boolean called = reason == Reason.STOP && !recorded.calls().isEmpty();
    assertThat(Objects.requireNonNull(told.finish).raw()).isEqualTo(recorded.finish());
    assertThat(told.finish.reason()).isEqualTo(called ? Reason.TOOL_CALLS : reason);
  }

  @ParameterizedTest
  @MethodSource("answers")
  void read_recordedAnswer_countsAsRecorded(Cassette cassette) {
    Recorded recorded = Recorded.of(cassette);
    Usage usage = told(cassette).usage;
    if (recorded.count("totalTokenCount") >= 0) {
      assertThat(usage.total()).isEqualTo(recorded.count("totalTokenCount"));
    }
    assertThat(orNone(usage.cacheRead())).isEqualTo(recorded.count("cachedContentTokenCount"));
    assertThat(orNone(usage.reasoning())).isEqualTo(recorded.count("thoughtsTokenCount"));
    assertThat(usage.input() == null).isEqualTo(recorded.count("promptTokenCount") < 0);
  }

  @ParameterizedTest
  @MethodSource("wholeAnswers")
  void read_recordedAnswer_keepsWhatItDoesNotKnow(Cassette cassette) {
    ChatResponse read = whole(cassette);
    JsonNode candidate = cassette.root().path("response").path("body").path("candidates").path(0);
    Extras kept = read.choices().getFirst().extras();
    candidate
        .fieldNames()
        .forEachRemaining(
            name -> {
              boolean known = name.matches("index|content|finishReason|logprobsResult");
              assertThat(kept.fields().containsKey(name)).as(name).isEqualTo(!known);
            });
    assertThat(read.id()).isNotEmpty();
    assertThat(read.model()).isNotEmpty().doesNotContain("/");
    assertThat(read.choices().getFirst().logprobs() != null)
        .isEqualTo(cassette.tags().contains("logprobs"));
  }

  private static Told told(Cassette cassette) {
    if (cassette.root().path("response").path("body").isObject()) {
      return Told.of(whole(cassette));
    }
    Told told = new Told();
    GeminiStream stream = new GeminiStream();
    for (JsonNode chunk : Recorded.of(cassette).chunks()) {
      byte[] event = ("data: " + chunk + "\r\n\r\n").getBytes(UTF_8);
      stream.piece(Unpooled.wrappedBuffer(event), told);
    }
    stream.end(told);
    stream.release();
    return told;
  }

  private static ChatResponse whole(Cassette cassette) {
    ObjectNode body =
        ((Result.Ok<ObjectNode>) JsonTrees.object(Unpooled.wrappedBuffer(cassette.answer())))
            .value();
    return ((Result.Ok<ChatResponse>) new GeminiResponses().read(body)).value();
  }

  private static JsonNode own(JsonNode arguments) {
    return Objects.requireNonNull(JsonTrees.parse(arguments.toString()));
  }

  private static long orNone(@Nullable Long count) {
    return count == null ? -1 : count;
  }
}
