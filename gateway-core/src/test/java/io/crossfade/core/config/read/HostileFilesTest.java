package io.crossfade.core.config.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.crossfade.core.config.ConfigResult;
import io.crossfade.core.config.Problem;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Reads files made to use up time or memory. The limit is far above what a slow machine needs and
 * far below what any of them would take without bounds.
 */
final class HostileFilesTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final int LARGE = 1_000_000;

  private static final Map<String, String> FILES =
      Map.ofEntries(
          Map.entry("billion laughs", laughs()),
          Map.entry("the same list in every entry", repeated()),
          Map.entry("deep lists", "[".repeat(LARGE)),
          Map.entry("deep mappings", "{a: ".repeat(LARGE / 4)),
          Map.entry("deep blocks", deepBlocks()),
          Map.entry("open quotes", "a: \"" + "x".repeat(LARGE)),
          Map.entry("one long key", "x".repeat(LARGE) + ": 1"),
          Map.entry("many keys", lines("k%d: v")),
          Map.entry("many unknown settings", "server:\n" + lines("  k%d: v")),
          Map.entry("many anchors", lines("k%1$d: &a%1$d v")),
          Map.entry("many providers", "providers:\n" + lines("  p%d: {type: zzz}")),
          Map.entry("many migrations", "migrations:\n" + lines("  - {name: m%d}")),
          Map.entry("many variables", "store: \"" + "${X}".repeat(LARGE / 4) + "\""),
          Map.entry("open variables", "store: \"" + "${".repeat(LARGE / 2) + "\""),
          Map.entry("many line ends", "\n".repeat(LARGE)),
          Map.entry("many questions", "? ".repeat(LARGE / 2)),
          Map.entry("many dashes", "- ".repeat(LARGE / 2)),
          Map.entry("many digits", "drain: " + "9".repeat(LARGE) + "s"),
          Map.entry("a long duration", "drain: " + "9s".repeat(LARGE / 2)),
          Map.entry("too large", " ".repeat(2 * LARGE)));

  @TestFactory
  Stream<DynamicTest> read_hostileFile_isRefusedInTime() {
    return FILES.entrySet().stream()
        .map(file -> dynamicTest(file.getKey(), () -> isRefused(file.getValue())));
  }

  private static void isRefused(String text) {
    ConfigResult result = assertTimeoutPreemptively(LIMIT, () -> ConfigFiles.read(text));
    assertThat(result)
        .isInstanceOfSatisfying(
            ConfigResult.Invalid.class,
            invalid ->
                assertThat(invalid.problems())
                    .isNotEmpty()
                    .hasSizeLessThanOrEqualTo(200)
                    .allSatisfy(HostileFilesTest::isReadable));
  }

  private static void isReadable(Problem problem) {
    assertThat(problem.toString()).hasSizeLessThan(1_000);
  }

  private static String laughs() {
    return "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
        + IntStream.range(0, 9)
            .mapToObj(i -> "a%d: &a%d [%s]\n".formatted(i + 1, i + 1, aliases(i)))
            .collect(Collectors.joining());
  }

  private static String aliases(int of) {
    return String.join(", ", Collections.nCopies(9, "*a" + of));
  }

  private static String repeated() {
    return "routes: &r [" + "x, ".repeat(10_000) + "x]\n" + "z: [" + "*r, ".repeat(90) + "*r]\n";
  }

  private static String deepBlocks() {
    return IntStream.range(0, 1_000)
        .mapToObj(depth -> " ".repeat(depth) + "a:\n")
        .collect(Collectors.joining());
  }

  private static String lines(String form) {
    return IntStream.range(0, 20_000)
        .mapToObj(i -> form.formatted(i) + "\n")
        .collect(Collectors.joining());
  }
}
