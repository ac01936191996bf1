package io.crossfade.core.config.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.crossfade.core.config.ConfigResult;
import io.crossfade.core.config.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Damages the files under {@code resources/config} and reads what is left of them. */
final class ConfigFuzzTest {
  private static final long SEED = 20_261_121;
  private static final int ROUNDS = 60;
  private static final List<String> SHARDS =
      List.of(
          "${OPENAI_API_KEY}",
          "${CI_KEY}",
          "${",
          "}",
          "[",
          "]",
          "{",
          "}",
          ": ",
          "- ",
          "\n",
          "  ",
          "*x",
          "&x ",
          "!!set ",
          "'",
          "\"",
          "#",
          "%",
          "\t",
          "|\n",
          "? ",
          "<<: ",
          "---\n",
          "\0",
          "\uD83D\uDE00",
          "\uD83D",
          "\uFEFF",
          "null",
          "-1",
          "99999999999999999999");

  @Test
  void read_damagedFile_answersWithoutSecrets() {
    List<String> texts =
        Stream.concat(ConfigFiles.in("good").stream(), ConfigFiles.in("bad").stream())
            .map(ConfigFiles::text)
            .map(text -> text.replace("SECRET", "hidden"))
            .toList();
    Random random = new Random(SEED);
    for (int round = 0; round < ROUNDS * texts.size(); round++) {
      String damaged = damage(texts.get(round % texts.size()), random);
      ConfigResult result =
          assertTimeoutPreemptively(Duration.ofSeconds(20), () -> ConfigFiles.read(damaged));
      assertThat(shown(result))
          .as("seed %d, round %d:%n%s", SEED, round, damaged)
          .doesNotContain("SECRET");
    }
  }

  private static String damage(String text, Random random) {
    StringBuilder damaged = new StringBuilder(text);
    for (int cuts = 1 + random.nextInt(4); cuts > 0; cuts--) {
      int at = random.nextInt(damaged.length() + 1);
      switch (random.nextInt(4)) {
        case 0 -> damaged.insert(at, SHARDS.get(random.nextInt(SHARDS.size())));
        case 1 -> damaged.delete(at, Math.min(damaged.length(), at + 1 + random.nextInt(12)));
        case 2 -> replaceWord(damaged, at, SHARDS.get(random.nextInt(SHARDS.size())));
        default -> damaged.insert(at, text, 0, random.nextInt(text.length() + 1));
      }
    }
    return damaged.toString();
  }

  /** Puts a shard where a value stood, so that variables reach every typed place. */
  private static void replaceWord(StringBuilder text, int at, String shard) {
    int colon = text.indexOf(": ", at);
    if (colon >= 0) {
      int end = colon + 2;
      while (end < text.length() && ",}]\n".indexOf(text.charAt(end)) < 0) {
        end++;
      }
      text.replace(colon + 2, end, "\"" + shard + "\"");
    }
  }

  private static String shown(ConfigResult result) {
    List<Problem> problems =
        switch (result) {
          case ConfigResult.Valid(var _, List<Problem> warnings) -> warnings;
          case ConfigResult.Invalid(List<Problem> all) -> all;
        };
    assertThat(result instanceof ConfigResult.Invalid && problems.isEmpty()).isFalse();
    return problems.toString();
  }
}
