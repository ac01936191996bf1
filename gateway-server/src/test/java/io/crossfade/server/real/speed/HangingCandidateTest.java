package io.crossfade.server.real.speed;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.routing.migration.MigrationState;
import io.crossfade.routing.migration.Phase;
import io.crossfade.server.real.RunningGateway;
import io.crossfade.server.testing.Answer;
import io.crossfade.server.testing.Await;
import io.crossfade.server.testing.FakeProvider;
import io.crossfade.server.testing.GatewayClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A candidate that takes streams and never says a word is left long before any timeout. */
final class HangingCandidateTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String STREAM =
      """
      {"model":"gpt-4o","stream":true,"messages":[{"role":"user","content":"hello"}]}
      """;
  private static final Answer WORD =
      Answer.sse(
          """
          {"id":"1","object":"chat.completion.chunk","choices":[{"index":0,"delta":{"content":"hi"}}]}\
          """,
          """
          {"id":"1","object":"chat.completion.chunk","choices":[{"index":0,"delta":{},\
          "finish_reason":"stop"}]}\
          """,
          "[DONE]");

  private static String migration(FakeProvider control, FakeProvider candidate) {
    return """
    providers:
      old: {type: openai-compatible, base_url: "%s/v1"}
      new: {type: openai-compatible, base_url: "%s/v1"}
    routes: [{model: "*", to: old}]
    migrations:
      - {name: move, from: old, to: new, models: ["*"], split: 50%%, fallback: none}
    """
        .formatted(control.url(), candidate.url());
  }

  @Test
  void stream_firstTokenNeverComes_isRolledBackAsSlow(@TempDir Path folder) {
    try (FakeProvider control = new FakeProvider(WORD);
        FakeProvider candidate = new FakeProvider(WORD);
        RunningGateway gateway = RunningGateway.start(folder, migration(control, candidate));
        GatewayClient app = new GatewayClient(gateway.url())) {
      Await.until(() -> asked(app) && timed(gateway) > 0, LIMIT);
      candidate.script(Answer.stream().event("{\"choices\":[]}"));
      Await.until(() -> asked(app) && state(gateway).phase() == Phase.ROLLED_BACK, LIMIT);
      assertThat(state(gateway).reason()).isIn("ttft", "latency");
    }
  }

  /** First tokens of the candidate held against the control's: none before that is known. */
  private static long timed(RunningGateway gateway) {
    return gateway.migration("move").windows().read().candidate().ttft().units();
  }

  private static MigrationState state(RunningGateway gateway) {
    return gateway.migration("move").state();
  }

  /** Asks, and waits for the answer for a moment only, since it may never come. */
  private static boolean asked(GatewayClient app) {
    return app.postAsync("/v1/chat/completions", STREAM)
        .handle((_, _) -> true)
        .completeOnTimeout(true, 20, TimeUnit.MILLISECONDS)
        .join();
  }
}
