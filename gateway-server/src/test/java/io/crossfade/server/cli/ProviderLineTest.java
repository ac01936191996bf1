package io.crossfade.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossfade.core.config.Config;
import io.crossfade.core.config.ConfigResult;
import io.crossfade.core.config.read.ConfigReader;
import io.crossfade.core.http.Headers;
import io.crossfade.server.testing.Answer;
import io.crossfade.server.testing.FakeProvider;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Single questions to providers go the way traffic goes. */
final class ProviderLineTest {
  private static final String FILE =
      """
      providers:
        far: {type: openai-compatible, base_url: "http://provider.test/v1", api_key: none}
      routes: [{model: "*", to: far}]
      """;
  private static final ProviderLine.Question MODELS =
      new ProviderLine.Question("/v1/models", Headers.of(), "");

  private static Config config() {
    return switch (ConfigReader.read("test.yaml", FILE, Map.of())) {
      case ConfigResult.Valid valid -> valid.config();
      case ConfigResult.Invalid invalid -> throw new AssertionError(invalid.problems());
    };
  }

  @Test
  void ask_behindAProxy_goesThroughIt() throws Exception {
    try (FakeProvider proxy = new FakeProvider(Answer.json(200, "{\"object\":\"list\"}"));
        ProviderLine line =
            new ProviderLine(config().providers(), Map.of("http_proxy", proxy.url()))) {
      assertThat(line.ask("far", MODELS).body()).isEqualTo("{\"object\":\"list\"}");
      assertThat(proxy.requests().getFirst().target()).startsWith("http://provider.test");
    }
  }

  @Test
  void ask_nobodyThere_saysWhy() {
    try (ProviderLine line =
        new ProviderLine(config().providers(), Map.of("http_proxy", "http://127.0.0.1:1"))) {
      assertThatThrownBy(() -> line.ask("far", MODELS))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("connect");
    }
  }
}
