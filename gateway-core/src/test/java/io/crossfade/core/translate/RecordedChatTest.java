package io.crossfade.core.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.chat.ChatResponse;
import io.crossfade.core.config.ProviderType;
import io.crossfade.core.fault.Result;
import io.crossfade.core.provider.Providers;
import io.crossfade.core.testing.Cassette;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every recorded chat of the providers that speak like OpenAI, through the hub: it has the words,
 * thoughts, tool calls, finish and tokens that the recording says.
 */
final class RecordedChatTest {
  private static final Set<String> LIKE_OPENAI =
      Set.of(
          "openai",
          "azure",
          "mistral",
          "groq",
          "deepseek",
          "xai",
          "together",
          "openrouter",
          "ollama",
          "cerebras",
          "perplexity",
          "huggingface",
          "zai");

  @TestFactory
  Stream<DynamicTest> answer_recorded_isReadWhole() {
    return tapes()
        .filter(tape -> !tape.isStream())
        .map(tape -> dynamicTest(tape.name(), () -> answer(tape)));
  }

  @TestFactory
  Stream<DynamicTest> stream_recordedAndCutAnywhere_isReadWhole() {
    return tapes()
        .filter(Cassette::isStream)
        .map(tape -> dynamicTest(tape.name(), () -> stream(tape)));
  }

  private static Stream<Cassette> tapes() {
    return Cassette.all().stream()
        .filter(tape -> tape.api().endsWith(".chat") && tape.status() < 300)
        .filter(tape -> LIKE_OPENAI.contains(tape.provider()));
  }

  private static void answer(Cassette tape) {
    ObjectNode body = (ObjectNode) tape.root().path("response").path("body");
    switch (api(tape).responses().read(body)) {
      case Result.Ok<ChatResponse>(ChatResponse read) ->
          assertThat(ToldByChat.of(read)).isEqualTo(ToldByChat.inAnswer(body));
      case Result.Err<ChatResponse>(var fault) -> throw new AssertionError(fault.message());
    }
  }

  private static void stream(Cassette tape) {
    long seed = tape.name().hashCode();
    Random random = new Random(seed);
    byte[] bytes = tape.answer();
    ProviderStream stream = api(tape).streams().get();
    ToldByChat said = new ToldByChat();
    for (int at = 0; at < bytes.length; ) {
      int end = Math.min(bytes.length, at + 1 + random.nextInt(200));
      stream.piece(Unpooled.wrappedBuffer(Arrays.copyOfRange(bytes, at, end)), said::add);
      at = end;
    }
    stream.end(said::add);
    stream.release();
    assertThat(said).as("seed %d", seed).isEqualTo(ToldByChat.inStream(bytes));
  }

  private static ProviderApi api(Cassette tape) {
    ProviderType type =
        ProviderType.of(tape.provider())
            .filter(known -> Providers.of(known).isPresent())
            .orElse(ProviderType.OPENAI_COMPATIBLE);
    return Providers.of(type).orElseThrow();
  }
}
