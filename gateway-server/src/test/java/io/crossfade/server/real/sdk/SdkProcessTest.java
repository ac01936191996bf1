package io.crossfade.server.real.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The SDKs for Node and Python, each in a process of its own, see what they would see directly. */
final class SdkProcessTest {
  static final List<String> OPENAI =
      List.of(
          "models=true",
          "model=gpt-4o",
          "chat=" + SdkProvider.HELLO,
          "usage=7",
          "request id=sdk-call-1",
          "stream=" + SdkProvider.HELLO,
          "stream usage=7",
          "tool=get_weather {\"city\":\"Zürich\"}",
          "tool stream=get_weather {\"city\":\"Zürich\"}",
          "embedding=0.5 -0.25 1",
          "bad request=400 BadRequestError invalid_request_error unsupported_parameter stop",
          "unknown to provider=404 NotFoundError invalid_request_error model_not_found null",
          "unknown here=404 NotFoundError invalid_request_error model_not_found model",
          "limited=429 RateLimitError requests rate_limit_exceeded null",
          "retried=" + SdkProvider.HELLO,
          "aborted=first");

  private static final List<String> ANTHROPIC =
      List.of(
          "models=true",
          "chat=" + SdkProvider.HELLO,
          "stream=" + SdkProvider.HELLO,
          "tokens=4",
          "bad request=400 BadRequestError invalid_request_error",
          "unknown to provider=404 NotFoundError not_found_error",
          "unknown here=404 NotFoundError not_found_error",
          "limited=429 RateLimitError rate_limit_error",
          "retried=" + SdkProvider.HELLO,
          "aborted=first");

  @TempDir Path folder;

  @Test
  void openaiForNode_overTheGateway_behavesAsDirectly() throws Exception {
    check(Installed.node("openai.mjs"), OPENAI);
  }

  @Test
  void anthropicForNode_overTheGateway_behavesAsDirectly() throws Exception {
    check(Installed.node("anthropic.mjs"), ANTHROPIC);
  }

  @Test
  void openaiForPython_overTheGateway_behavesAsDirectly() throws Exception {
    check(Installed.python("openai_app.py"), OPENAI);
  }

  @Test
  void azureForNode_overTheGateway_behavesAsOpenAis() throws Exception {
    check(forAzure(Installed.node("openai.mjs")), OPENAI);
  }

  @Test
  void azureForPython_overTheGateway_behavesAsOpenAis() throws Exception {
    check(forAzure(Installed.python("openai_app.py")), OPENAI);
  }

  private static List<String> forAzure(List<String> command) {
    return Stream.concat(command.stream(), Stream.of("azure")).toList();
  }

  @Test
  void anthropicForPython_overTheGateway_behavesAsDirectly() throws Exception {
    check(Installed.python("anthropic_app.py"), ANTHROPIC);
  }

  private void check(List<String> command, List<String> expected)
      throws IOException, InterruptedException {
    try (SdkBench bench = new SdkBench(folder)) {
      assertThat(bench.run(command)).containsExactlyElementsOf(expected);
      bench.checkKeys();
    }
  }
}
