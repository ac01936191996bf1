package io.crossfade.server.real.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The official SDKs for Node and Python, each in a process of its own, see their own API: what they
 * would see directly, and the same when a provider of another family answers.
 */
final class SdkProcessTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "openai.mjs, own",
    "openai.mjs azure, own",
    "openai.mjs, other",
    "openai.mjs, google",
    "openai_app.py, own",
    "openai_app.py azure, own",
    "openai_app.py, other",
    "openai_app.py, google",
  })
  void openai_anyProvider_seesItsOwnApi(String app, String behind) throws Exception {
    assertThat(run(app, behind)).containsExactlyElementsOf(SdkLines.openai(behind));
  }

  @ParameterizedTest
  @CsvSource({
    "anthropic.mjs, own",
    "anthropic.mjs, other",
    "anthropic.mjs, google",
    "anthropic_app.py, own",
    "anthropic_app.py, other",
    "anthropic_app.py, google",
  })
  void anthropic_anyProvider_seesItsOwnApi(String app, String behind) throws Exception {
    assertThat(run(app, behind)).containsExactlyElementsOf(SdkLines.anthropic(behind));
  }

  private List<String> run(String app, String behind) throws IOException, InterruptedException {
    List<String> words = List.of(app.split(" "));
    String script = words.getFirst();
    List<String> command =
        script.endsWith(".py") ? Installed.python(script) : Installed.node(script);
    try (SdkBench bench = bench(behind)) {
      List<String> lines =
          bench.run(Stream.concat(command.stream(), words.stream().skip(1)).toList());
      bench.checkKeys();
      return lines;
    }
  }

  private SdkBench bench(String behind) {
    return switch (behind) {
      case "own" -> new SdkBench(folder);
      case "other" -> new SdkBench(folder, "old", "new");
      default -> new SdkBench(folder, "google", "google");
    };
  }
}
