package io.crossfade.server.real.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** OpenAI's SDKs see responses of their own API although Anthropic's or Google's answers. */
final class ResponsesSdkTest {
  private static final List<String> EXPECTED =
      List.of(
          "text=" + SdkProvider.HELLO,
          "status=completed",
          "usage=7",
          "events in order=true",
          "stream=" + SdkProvider.HELLO,
          "tool=get_weather {\"city\":\"Zürich\"}",
          "thought=hm",
          "turn=sealed",
          "structured=Zürich",
          "stored=400 BadRequestError invalid_request_error unsupported_parameter"
              + " previous_response_id");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"new", "google"})
  void openaiForNode_withAnotherApisProvider_seesItsOwnResponses(String provider) throws Exception {
    check(provider, Installed.node("responses.mjs"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"new", "google"})
  void openaiForPython_withAnotherApisProvider_seesItsOwnResponses(String provider)
      throws Exception {
    check(provider, Installed.python("responses_app.py"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"new", "google"})
  void openaiForJava_withAnotherApisProvider_seesItsOwnResponses(String provider) {
    try (SdkBench bench = new SdkBench(folder, provider, new ThinkingModel())) {
      assertThat(new JavaResponses(bench.url()).tryAll()).containsExactlyElementsOf(EXPECTED);
      bench.checkKeys();
    }
  }

  private void check(String provider, List<String> command)
      throws IOException, InterruptedException {
    try (SdkBench bench = new SdkBench(folder, provider, new ThinkingModel())) {
      assertThat(bench.run(command)).containsExactlyElementsOf(EXPECTED);
      bench.checkKeys();
    }
  }
}
