package io.crossfade.core.config.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.crossfade.core.config.ConfigResult;
import io.crossfade.core.config.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Reads every {@code bad/NAME.yaml}; all its problems, as an operator sees them, must be {@code
 * bad/NAME.problems}. A new case is a new pair of files.
 */
final class BadFilesTest {

  @TestFactory
  Stream<DynamicTest> read_badFile_reportsEveryProblem() {
    return ConfigFiles.in("bad").stream()
        .map(file -> dynamicTest(ConfigFiles.name(file), () -> check(file)));
  }

  private static void check(Path file) {
    ConfigResult result = ConfigFiles.read(ConfigFiles.text(file));
    assertThat(result).isInstanceOf(ConfigResult.Invalid.class);
    if (result instanceof ConfigResult.Invalid(List<Problem> problems)) {
      String shown = problems.stream().map(problem -> problem + "\n").collect(Collectors.joining());
      assertThat(shown)
          .isEqualTo(ConfigFiles.text(ConfigFiles.beside(file, ".problems")))
          .doesNotContain("SECRET");
    }
  }
}
