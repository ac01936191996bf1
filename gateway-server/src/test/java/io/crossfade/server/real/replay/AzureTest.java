package io.crossfade.server.real.replay;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.crossfade.server.real.RunningGateway;
import io.crossfade.server.testing.CassettePlayer;
import io.crossfade.server.testing.Cassettes;
import io.crossfade.server.testing.Cuts;
import io.crossfade.server.testing.FakeProvider;
import io.crossfade.server.testing.RawClient;
import io.crossfade.server.testing.RawResponse;
import io.crossfade.server.testing.SeenRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Everything recorded from Azure, through a gateway that asks it as Azure wants to be asked. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AzureTest {
  private static final String DEPLOYMENT = "our-deployment";

  private final CassettePlayer player = new CassettePlayer();
  private final FakeProvider provider = new FakeProvider(player);
  private RunningGateway gateway;

  @BeforeAll
  void start(@TempDir Path folder) {
    gateway =
        RunningGateway.start(
            folder,
            """
            providers:
              old: {type: openai-compatible, base_url: "%1$s/old/v1", api_key: "${OLD_KEY}"}
              az: {type: azure, base_url: "%1$s", api_key: "${NEW_KEY}", retries: {max: 0}}
            migrations:
              - {name: to-azure, from: old, to: az/%2$s, split: 100%%, fallback: none}
            """
                .formatted(provider.url(), DEPLOYMENT));
  }

  @AfterAll
  void stop() {
    gateway.close();
    provider.close();
  }

  @TestFactory
  Stream<DynamicTest> call_toAzure_passesByteForByte() {
    return Cassettes.all().stream()
        .filter(tape -> tape.api().startsWith("azure.") && tape.method().equals("POST"))
        .map(Exchange::new)
        .map(exchange -> dynamicTest(exchange.tape().name(), () -> replay(exchange)));
  }

  private void replay(Exchange exchange) {
    player.put(exchange.tape(), Cuts.seeded(exchange.seed(), 20));
    int before = provider.requests().size();
    RawResponse answer = ask(exchange.path(), exchange.body());
    List<SeenRequest> seen = provider.requests().subList(before, provider.requests().size());
    assertThat(seen).hasSize(1);
    assertThat(seen.getFirst().target()).isEqualTo("/openai" + exchange.path());
    assertThat(seen.getFirst().body()).isEqualTo(exchange.bodyFor(DEPLOYMENT));
    assertThat(seen.getFirst().headers().all("api-key")).containsExactly("new-provider-key");
    assertThat(seen.getFirst().headers().contains("authorization")).isFalse();
    check(Rules.of(exchange), answer);
  }

  private static void check(Expected expected, RawResponse answer) {
    switch (expected) {
      case Expected.Either either -> check(either.by(answer.status()), answer);
      case Expected.Same same -> {
        assertThat(answer.status()).isEqualTo(same.status());
        assertThat(answer.latin1()).isEqualTo(same.latin1());
      }
      case Expected.Ours ours -> assertThat(answer.status()).isEqualTo(ours.status());
      case Expected.Broken broken -> assertThat(answer.latin1()).startsWith(broken.latin1());
    }
  }

  /** Translated calls too: Anthropic's callers reach Azure at the same path with the same key. */
  @Test
  void call_ofAnthropicsCallers_isAskedOfTheSamePath() {
    Cassettes.all().stream()
        .filter(tape -> tape.name().equals("azure.chat.json.text.1"))
        .forEach(tape -> player.put(tape, Cuts.seeded(1, 20)));
    String body =
        """
        {"model": "gpt-4o", "max_tokens": 9, "messages": [{"role": "user", "content": "hi"}]}\
        """;
    int before = provider.requests().size();
    RawResponse answer = ask("/v1/messages", body.getBytes(ISO_8859_1));
    SeenRequest seen = provider.requests().get(before);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(seen.target()).isEqualTo("/openai/v1/chat/completions");
    assertThat(seen.text()).contains(DEPLOYMENT, "max_completion_tokens");
    assertThat(seen.headers().all("api-key")).containsExactly("new-provider-key");
  }

  private RawResponse ask(String path, byte[] body) {
    String head =
        """
        POST %s HTTP/1.1
        host: gateway
        content-type: application/json
        content-length: %d
        connection: close
        %s
        """
            .formatted(path, body.length, "");
    try (RawClient client = RawClient.to(gateway.dataAddress())) {
      client.send(head.stripTrailing().concat("\n\n").replace("\n", "\r\n").getBytes(ISO_8859_1));
      return client.send(body).read();
    }
  }
}
