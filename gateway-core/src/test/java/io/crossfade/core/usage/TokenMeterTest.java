package io.crossfade.core.usage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import io.crossfade.core.json.JsonCursor;
import io.crossfade.core.testing.Cassette;
import io.netty.buffer.Unpooled;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How far guesses are from the tokenizer they stand in for. */
final class TokenMeterTest {
  private static final int LONG_ENOUGH = 40;

  @Test
  void tokens_recordedTexts_areWithinTheirErrors() {
    Encoding exact = Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);
    Errors errors = new Errors();
    for (String text : texts()) {
      errors.add(guessed(text), exact.countTokensOrdinary(text));
    }
    assertThat(errors.count()).isGreaterThan(400);
    assertThat(errors.sum()).as("all together, %s", errors).isBetween(-0.03, 0.03);
    assertThat(errors.median()).as("%s", errors).isLessThan(0.08);
    assertThat(errors.ninetieth()).as("%s", errors).isLessThan(0.18);
  }

  @ParameterizedTest
  @CsvSource({
    "'', 0, 0",
    "Hello, 1, 1",
    "The quick brown fox jumps over the lazy dog., 8, 12",
    "1234567890, 4, 4",
    "internationalization, 2, 5",
    "Привет мир, 2, 6",
    "日本語のテキスト, 4, 8",
    "'a\nb\n\nc', 4, 6"
  })
  void tokens_anyScript_areInRange(String text, long least, long most) {
    assertThat(guessed(text)).isBetween(least, most);
  }

  @Test
  void tokens_cutAnywhere_areTheSame() {
    String text = "Numbers 12345 and \"quotes\",\n\tПривет – 日本 ".repeat(5);
    byte[] bytes = JsonStringEncoder.getInstance().quoteAsUTF8(text);
    TokenMeter piecewise = new TokenMeter();
    for (byte next : bytes) {
      piecewise.process(next);
    }
    assertThat(piecewise.tokens()).isEqualTo(guessed(text));
  }

  private static long guessed(String text) {
    TokenMeter meter = new TokenMeter();
    String quoted =
        '"' + new String(JsonStringEncoder.getInstance().quoteAsUTF8(text), UTF_8) + '"';
    try (JsonCursor cursor = JsonCursor.over(Unpooled.copiedBuffer(quoted, UTF_8))) {
      cursor.next();
      meter.add(cursor);
    }
    return meter.tokens();
  }

  private static Set<String> texts() {
    Set<String> texts = new TreeSet<>();
    for (Cassette cassette : Cassette.all()) {
      collect(cassette.root().path("request").path("body"), texts);
      collect(cassette.root().path("response").path("body"), texts);
    }
    return texts;
  }

  private static void collect(JsonNode node, Set<String> texts) {
    String text = node.asText("");
    if (node.isTextual() && text.length() >= LONG_ENOUGH && text.contains(" ")) {
      texts.add(text);
    }
    node.forEach(below -> collect(below, texts));
  }
}
