package io.crossfade.server.real.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Frameworks over the SDKs, for callers of OpenAI's and of Anthropic's API, see the same whichever
 * of three families of providers answers.
 */
final class FrameworkTest {
  private static final List<String> SEEN =
      List.of(
          "chat=" + SdkProvider.HELLO,
          "usage=7",
          "stream=" + SdkProvider.HELLO,
          "tool=get_weather {\"city\":\"Zürich\"}",
          "tool stream=get_weather {\"city\":\"Zürich\"}",
          "object=" + SdkProvider.HELLO,
          "image=a picture",
          "bad request=400",
          "unknown here=404",
          "limited=429",
          "retried=" + SdkProvider.HELLO,
          "aborted=first");

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "ai.mjs, new, old",
    "ai.mjs, old, new",
    "ai.mjs, google, google",
    "langchain.mjs, new, old",
    "langchain.mjs, old, new",
    "langchain.mjs, google, google",
  })
  void framework_anyProvider_seesItsOwnApi(String script, String claude, String gpt)
      throws Exception {
    List<String> twice = new ArrayList<>(SEEN);
    twice.addAll(SEEN);
    try (SdkBench bench = new SdkBench(folder, claude, gpt)) {
      assertThat(bench.run(Installed.node(script))).containsExactlyElementsOf(twice);
      bench.checkKeys();
    }
  }
}
