package io.crossfade.server.real.sdk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.server.real.RunningGateway;
import io.crossfade.server.testing.Answer;
import io.crossfade.server.testing.Await;
import io.crossfade.server.testing.FakeProvider;
import io.crossfade.server.testing.SeenRequest;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A gateway with a provider behind it, and an application in front, as a process of its own. */
final class SdkBench implements AutoCloseable {
  /** How soon a provider has to know that nobody listens any more. */
  private static final Duration CANCELLED_WITHIN = Duration.ofSeconds(1);

  private static final long EXIT_SECONDS = 30;

  private final FakeProvider provider;
  private final RunningGateway gateway;

  /** Each SDK's models at a provider of its own API. */
  SdkBench(Path folder) {
    this(folder, "new", "old");
  }

  /**
   * A bench with routes.
   *
   * @param claude provider of models named {@code claude-*}: {@code new} speaks Anthropic's API,
   *     {@code old} OpenAI's, {@code google} Gemini's
   * @param gpt provider of models named {@code gpt-*}
   */
  SdkBench(Path folder, String claude, String gpt) {
    this(folder, new SdkProvider(), claude, gpt);
  }

  /**
   * A bench with another model behind it.
   *
   * @param gpt provider of all models; {@code google} speaks Gemini's API
   */
  SdkBench(Path folder, String gpt, Function<SeenRequest, Answer> model) {
    this(folder, model, gpt, gpt);
  }

  private SdkBench(Path folder, Function<SeenRequest, Answer> model, String claude, String gpt) {
    provider = new FakeProvider(model);
    gateway =
        RunningGateway.start(
            folder,
            """
            providers:
              old: {type: openai, base_url: "%1$s/v1", api_key: "${OLD_KEY}", retries: {max: 0}}
              new: {type: anthropic, base_url: "%1$s", api_key: "${NEW_KEY}", retries: {max: 0}}
              google: {type: gemini, base_url: "%1$s", api_key: "${NEW_KEY}", retries: {max: 0}}
            routes:
              - {model: "claude-*", to: %2$s}
              - {model: "gpt-*", to: %3$s}
            """
                .formatted(provider.url(), claude, gpt));
  }

  String url() {
    return gateway.url();
  }

  /**
   * Runs the application up to its end.
   *
   * @param command the program and its script; the gateway's URL is added
   * @return the lines it printed
   */
  List<String> run(List<String> command) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(command);
    all.add(url());
    Process app = new ProcessBuilder(all).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try (BufferedReader out = app.inputReader(UTF_8)) {
      List<String> lines = new ArrayList<>();
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        lines.add(line);
        if (line.startsWith("aborted=")) {
          checkCancelled();
          app.outputWriter().append('\n').flush();
        }
      }
      assertThat(app.waitFor(EXIT_SECONDS, SECONDS)).as("the application ends").isTrue();
      return lines;
    } finally {
      app.destroyForcibly();
    }
  }

  /** The call that never ends was given up by its caller: its provider has to hear of it. */
  void checkCancelled() {
    SeenRequest endless = provider.requests().getLast();
    assertThat(endless.target() + endless.text()).contains("-endless");
    Await.until(endless::isAbandoned, CANCELLED_WITHIN);
  }

  /** Whatever came, the provider saw the gateway's keys and never the caller's. */
  void checkKeys() {
    assertThat(provider.requests())
        .allSatisfy(
            seen ->
                assertThat(seen.headers().toString())
                    .containsAnyOf("old-provider-key", "new-provider-key")
                    .doesNotContain("callers-own-key"));
  }

  @Override
  public void close() {
    gateway.close();
    provider.close();
  }
}
