package io.crossfade.server.fault.care;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.server.fault.Plant;
import io.crossfade.server.testing.Answer;
import io.crossfade.server.testing.Await;
import io.crossfade.server.testing.FakeProvider;
import io.crossfade.server.testing.RawClient;
import io.crossfade.server.testing.RawResponse;
import io.netty.util.LeakPresenceDetector;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A provider that does not answer is given a rest, which hides nothing from the judge. */
class OpenCircuitTest {
  private static final String BUSY = "{\"error\":{\"message\":\"busy\",\"type\":\"x\"}}";

  private static final String WHOLE =
      "{\"id\":\"c\",\"object\":\"chat.completion\",\"choices\":[{\"index\":0,"
          + "\"message\":{\"role\":\"assistant\",\"content\":\"Hi\"},\"finish_reason\":\"stop\"}]}";

  private final FakeProvider old = new FakeProvider(Answer.json(200, WHOLE));
  private final FakeProvider next = new FakeProvider(Answer.json(503, BUSY));
  private Plant plant;

  @BeforeEach
  void start(@TempDir Path folder) {
    LeakPresenceDetector.check();
    plant =
        new Plant(
            folder,
            """
            providers:
              old: {type: openai-compatible, base_url: "%s/v1"}
              next: {type: openai-compatible, base_url: "%s/v1", retries: {max: 0},
                circuit: {failures: 2, over: 1ms, open: 1h, max_open: 1h}}
            migrations:
              - {name: alone, from: old/m-alone, to: next/m2, split: 100%%,
                 fallback: none, rollback: {mode: manual}}
              - {name: rescued, from: old/m-rescued, to: next/m2, split: 100%%,
                 rollback: {mode: manual}}
            """
                .formatted(old.url(), next.url()));
  }

  @AfterEach
  void stop() {
    plant.close();
    next.close();
    old.close();
    LeakPresenceDetector.check();
  }

  @Test
  void candidate_answersNothing_isAskedNoMoreButCharged() {
    open();
    int asked = next.requests().size();
    long before = plant.candidate("rescued").failures();
    for (int n = 0; n < 5; n++) {
      RawResponse answer = ask("rescued");
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.header("x-crossfade-fallback")).isEqualTo("control");
    }
    assertThat(next.requests()).hasSize(asked);
    Await.until(() -> plant.candidate("rescued").failures() == before + 5);
    assertThat(plant.control("rescued").ended()).isZero();
  }

  @Test
  void circuit_open_isShown() {
    open();
    String[] labels = {"provider=\"next\"", "model=\"m2\""};
    Await.until(() -> plant.metric("crossfade_circuit_open", labels) == 1);
    assertThat(plant.metric("crossfade_circuit_openings_total", labels)).isEqualTo(1);
  }

  /** The first last resort fails, the next calls within its tenth of a second are refused. */
  @Test
  void circuit_openWithoutFallback_refusesMostAtOnceAndSaysWhenToComeBack() {
    open();
    RawResponse answer = ask("alone");
    for (int n = 0; n < 50 && answer.text().contains("busy"); n++) {
      answer = ask("alone");
    }
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.json().path("error").path("code").asText()).isEqualTo("provider_unavailable");
    assertThat(answer.header("retry-after")).isEqualTo("3600");
  }

  @Test
  void circuit_openWithoutFallback_isTriedAndClosesWithTheFirstAnswer() {
    open();
    next.script(Answer.json(200, WHOLE));
    Await.until(() -> ask("alone").status() == 200);
    int asked = next.requests().size();
    assertThat(ask("rescued").header("x-crossfade-fallback")).isNull();
    assertThat(next.requests()).hasSize(asked + 1);
  }

  private void open() {
    Await.until(
        () -> {
          int asked = next.requests().size();
          ask("rescued");
          return next.requests().size() == asked;
        });
  }

  private RawResponse ask(String migration) {
    try (RawClient caller = plant.caller()) {
      return caller
          .post("/v1/chat/completions", "{\"model\":\"m-%s\",\"messages\":[]}".formatted(migration))
          .read();
    }
  }
}
