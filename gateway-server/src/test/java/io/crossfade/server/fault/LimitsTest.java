package io.crossfade.server.fault;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.metrics.window.ArmSums;
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

/** What is too much: at once for a provider, and in one body for the gateway. */
class LimitsTest {
  private static final int MB = 1 << 20;

  private final FakeProvider old = new FakeProvider(Answer.json(200, Table.WHOLE));
  private final FakeProvider next = new FakeProvider(Answer.hang());
  private Plant plant;

  @BeforeEach
  void start(@TempDir Path folder) {
    LeakPresenceDetector.check();
    String yaml =
        """
        providers:
          old: {type: openai-compatible, base_url: "%s/v1"}
          one: {type: openai-compatible, base_url: "%s/v1", limits: {concurrent: 1}}
        migrations:
          - {name: alone, from: old/m-alone, to: one/m2, split: 100%%,
             fallback: none, rollback: {mode: manual}}
          - {name: rescued, from: old/m-rescued, to: one/m2, split: 100%%,
             rollback: {mode: manual}}
        """
            .formatted(old.url(), next.url());
    plant = new Plant(folder, yaml);
  }

  @AfterEach
  void stop() {
    plant.close();
    next.close();
    old.close();
    LeakPresenceDetector.check();
  }

  @Test
  void provider_full_isUnavailableAndTellsToComeBack() {
    try (RawClient waiting = ask("alone");
        RawClient refused = ask("alone")) {
      RawResponse answer = refused.read();
      assertThat(answer.status()).isEqualTo(429);
      assertThat(answer.json().path("error").path("code").asText()).isEqualTo("gateway_overloaded");
      assertThat(answer.header("retry-after")).isEqualTo("1");
      Await.until(() -> plant.candidate("alone").ended() == 1);
      ArmSums sums = plant.candidate("alone");
      assertThat(sums.failures()).isEqualTo(1);
      assertThat(next.requests()).hasSize(1);
      waiting.reset();
    }
  }

  @Test
  void provider_full_theControlAnswers() {
    try (RawClient waiting = ask("alone");
        RawClient rescued = ask("rescued")) {
      RawResponse answer = rescued.read();
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.header("x-crossfade-fallback")).isEqualTo("control");
      waiting.reset();
    }
  }

  @Test
  void body_declaredTooLarge_isRefusedAtOnce() {
    try (RawClient caller = plant.caller()) {
      caller.send(head("content-length: " + (64L * MB + 1)));
      assertThat(caller.read().status()).isEqualTo(413);
    }
  }

  @Test
  void body_chunkedTooLarge_isRefusedAtTheLimit() {
    try (RawClient caller = plant.caller()) {
      caller.send(head("transfer-encoding: chunked"));
      byte[] chunk = ("100000\r\n" + " ".repeat(MB) + "\r\n").getBytes(US_ASCII);
      for (int n = 0; n < 64; n++) {
        caller.send(chunk);
      }
      caller.send("1\r\n");
      caller.send(" \r\n");
      assertThat(caller.read().status()).isEqualTo(413);
    }
  }

  @Test
  void body_withAPictureOfManyMegabytes_passes() {
    String picture = "iVBORw0KGgo".repeat(3_000_000);
    String body =
        "{\"model\":\"m-old\",\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\","
            + "\"image_url\":{\"url\":\"data:image/png;base64,"
            + picture
            + "\"}}]}]}";
    next.script(Answer.json(200, Table.WHOLE));
    try (RawClient caller = plant.caller()) {
      RawResponse answer =
          caller.post("/v1/chat/completions", body.replace("m-old", "m-alone")).read();
      assertThat(answer.status()).isEqualTo(200);
    }
    assertThat(next.awaitRequest(0).text()).isEqualTo(body.replace("m-old", "m2"));
  }

  private static String head(String framing) {
    return "POST /v1/chat/completions HTTP/1.1\r\nhost: g\r\ncontent-type: application/json\r\n"
        + framing
        + "\r\n\r\n";
  }

  private RawClient ask(String migration) {
    int before = next.requests().size();
    RawClient caller =
        plant.caller().post("/v1/chat/completions", new Table.Question(migration, false).body());
    Await.until(() -> next.requests().size() > before || before > 0);
    return caller;
  }
}
