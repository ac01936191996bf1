package io.crossfade.server.real.replay;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.crossfade.core.wire.Wire;
import io.crossfade.server.real.RunningGateway;
import io.crossfade.server.testing.Cassette;
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
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every recording whose provider speaks the caller's wire, through a running gateway: on both arms,
 * with and without a fallback. What leaves differs from what came in the model id only, what comes
 * back not at all, save where {@link Rules} say so.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ReplayTest {
  private static final List<String> OTHER_WIRES =
      List.of("bedrock.", "cohere.", "gemini.", "vertex.");

  private final CassettePlayer player = new CassettePlayer();
  private final FakeProvider provider = new FakeProvider(player);
  private List<Lane> lanes = List.of();

  @BeforeAll
  void start(@TempDir Path folder) {
    RunningGateway without = gateway(folder, "none");
    RunningGateway with = gateway(folder, "control");
    lanes =
        List.of(
            new Lane(without, "control", false),
            new Lane(without, "candidate", false),
            new Lane(with, "control", true),
            new Lane(with, "candidate", true));
  }

  private RunningGateway gateway(Path folder, String fallback) {
    return RunningGateway.start(
        folder.resolve(fallback), Lane.configuration(provider.url(), fallback));
  }

  @AfterAll
  void stop() {
    lanes.stream().map(Lane::gateway).distinct().forEach(RunningGateway::close);
    provider.close();
  }

  @TestFactory
  Stream<DynamicTest> replay_everyRecordingOfTheSameWire_passesByteForByte() {
    return Cassettes.all().stream()
        .filter(tape -> OTHER_WIRES.stream().noneMatch(tape.api()::startsWith))
        .map(Exchange::new)
        .filter(exchange -> !exchange.isLocal())
        .map(exchange -> dynamicTest(exchange.tape().name(), () -> replay(exchange)));
  }

  private void replay(Exchange exchange) {
    for (int at = 0; at < lanes.size(); at++) {
      replay(exchange, lanes.get(at), cuts(exchange, at));
    }
  }

  /** Small bodies are cut in nearly every place, large ones in enough. */
  private static Cuts cuts(Exchange exchange, int lane) {
    int bytes = exchange.tape().body().length;
    return Cuts.seeded(exchange.seed() + lane, Math.max(4, bytes / 200));
  }

  private void replay(Exchange exchange, Lane lane, Cuts cuts) {
    player.put(exchange.tape(), cuts);
    int before = provider.requests().size();
    RawResponse answer = ask(exchange, lane);
    List<SeenRequest> seen = provider.requests().subList(before, provider.requests().size());
    Expected expected = Rules.of(exchange);
    try {
      lane.checkAsked(exchange, seen, answer);
      seen.forEach(request -> lane.checkLeft(exchange, request));
      check(exchange, expected, answer);
    } catch (AssertionError e) {
      throw new AssertionError(
          "%s, %s, answer cut by %s; expected since %s: %s"
              .formatted(exchange.tape(), lane, cuts, expected.why(), e.getMessage()),
          e);
    }
  }

  private static RawResponse ask(Exchange exchange, Lane lane) {
    byte[] body = exchange.body();
    String head =
        """
        %s %s HTTP/1.1
        host: gateway
        content-type: application/json
        content-length: %d
        x-request-id: replay-1
        x-crossfade-arm: %s
        authorization: Bearer %s
        x-api-key: %5$s
        cookie: a=b
        openai-beta: assistants=v2
        connection: close
        %s
        """
            .formatted(
                exchange.tape().method(),
                exchange.target(),
                body.length,
                lane.arm(),
                Lane.CALLERS_KEY,
                exchange.wire() == Wire.ANTHROPIC ? "anthropic-version: 2023-06-01\n" : "");
    try (RawClient client = RawClient.to(lane.gateway().dataAddress())) {
      client.send(head.replace("\n", "\r\n").getBytes(ISO_8859_1));
      return client.send(body).read();
    }
  }

  private static void check(Exchange exchange, Expected expected, RawResponse answer) {
    assertThat(answer.header("x-request-id")).isEqualTo("replay-1");
    Cassette tape = exchange.tape();
    switch (expected) {
      case Expected.Either either -> check(exchange, either.by(answer.status()), answer);
      case Expected.Same same -> {
        checkStatus(same.status(), answer);
        assertThat(answer.latin1()).isEqualTo(same.latin1());
        assertThat(Fields.seen(answer.headers())).isEqualTo(Fields.passing(tape.headers()));
      }
      case Expected.Ours ours -> {
        checkStatus(ours.status(), answer);
        checkOurs(exchange.wire(), ours, answer);
        assertThat(Fields.seen(answer.headers()))
            .isEqualTo(Fields.ours(waits(ours) ? tape.headers().get("retry-after") : null));
      }
      case Expected.Broken broken -> checkBroken(broken, answer);
    }
  }

  private static void checkStatus(int status, RawResponse answer) {
    assertThat(answer.status()).as("status of %s", answer.text()).isEqualTo(status);
  }

  private static boolean waits(Expected.Ours ours) {
    return ours.status() == 429 || ours.status() == 503 || ours.status() == 529;
  }

  private static void checkOurs(Wire wire, Expected.Ours ours, RawResponse answer) {
    if (wire == Wire.ANTHROPIC) {
      assertThat(answer.json().path("type").asText()).isEqualTo("error");
      assertThat(answer.json().path("error").path("message").asText()).isNotBlank();
    } else {
      var error = answer.json().path("error");
      assertThat(error.path("code").asText()).isEqualTo(ours.code());
      assertThat(error.fieldNames())
          .toIterable()
          .containsExactly("message", "type", "param", "code");
    }
  }

  private static void checkBroken(Expected.Broken broken, RawResponse answer) {
    checkStatus(200, answer);
    assertThat(answer.latin1()).startsWith(broken.latin1());
    assertThat(answer.latin1().substring(broken.latin1().length()))
        .contains("error", broken.code())
        .doesNotContain("[DONE]", "finish_reason");
  }
}
