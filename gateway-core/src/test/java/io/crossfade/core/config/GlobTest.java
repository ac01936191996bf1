package io.crossfade.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GlobTest {
  private static final long SEED = 7;

  @ParameterizedTest
  @CsvSource({
    "gpt-*, gpt-4o, true",
    "gpt-*, gpt-, true",
    "gpt-*, gp, false",
    "*, '', true",
    "'', '', true",
    "'', a, false",
    "*-mini, gpt-4o-mini, true",
    "*-mini, gpt-4o-mini-2024, false",
    "g*o*i, gpt-4o-mini, true",
    "g*4*mini, gpt-4o-4o-mini, true",
    "gpt-*, GPT-4o, false",
    "gpt-*, my-gpt-4o, false",
    "a*b*c, abcbd, false",
    "gpt.4, gptx4, false",
    "openai/*, openai/gpt-4o, true",
    "**, x, true",
  })
  void matches_table_holds(String pattern, String name, boolean expected) {
    assertThat(Glob.matches(pattern, name)).isEqualTo(expected);
  }

  @Test
  void matches_randomPatterns_agreesWithRegularExpressions() {
    Random random = new Random(SEED);
    for (int i = 0; i < 20_000; i++) {
      String pattern = word(random, "ab*");
      String name = word(random, "ab");
      boolean expected = Pattern.matches(pattern.replace("*", ".*"), name);
      assertThat(Glob.matches(pattern, name))
          .as("seed %d: %s over %s", SEED, pattern, name)
          .isEqualTo(expected);
    }
  }

  @Test
  void matches_manyStars_staysWithinPatternTimesName() {
    assertThat(Glob.matches("*a".repeat(2_000) + "b", "a".repeat(4_000))).isFalse();
  }

  private static String word(Random random, String letters) {
    StringBuilder word = new StringBuilder();
    for (int length = random.nextInt(7); length > 0; length--) {
      word.append(letters.charAt(random.nextInt(letters.length())));
    }
    return word.toString();
  }
}
