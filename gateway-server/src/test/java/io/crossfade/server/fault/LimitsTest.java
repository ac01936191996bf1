package io.crossfade.server.fault;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

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
          one: {type: openai-compatible, base_url: "%s/v1", limits: {concurrent: 1, queue: 1, queue_wait: 1h}}
          brief: {type: openai-compatible, base_url: "%s/v1",
             limits: {concurrent: 1, queue_wait: 50ms}}
        migrations:
          - {name: alone, from: old/m-alone, to: one/m2, split: 100%%,
             fallback: none, rollback: {mode: manual}}
          - {name: rescued, from: old/m-rescued, to: one/m2, split: 100%%,
             rollback: {mode: manual}}
          - {name: patient, from: old/m-patient, to: brief/m2, split: 100%%,
             fallback: none, rollback: {mode: manual}}
        """
            .formatted(old.url(), next.url(), next.url());
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
  void provider_fullAndItsQueueToo_isUnavailableAndTellsToComeBack() {
    try (RawClient running = ask("alone");
        RawClient waiting = queue("alone");
        RawClient refused = ask("alone")) {
      expectOverloaded(refused.read());
      Await.until(() -> plant.candidate("alone").ended() == 1);
      assertThat(plant.candidate("alone").failures()).isEqualTo(1);
      assertThat(next.requests()).hasSize(1);
      running.reset();
      waiting.reset();
    }
  }

  @Test
  void provider_fullAndItsQueueToo_theControlAnswers() {
    try (RawClient running = ask("alone");
        RawClient waiting = queue("alone");
        RawClient rescued = ask("rescued")) {
      RawResponse answer = rescued.read();
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.header("x-crossfade-fallback")).isEqualTo("control");
      running.reset();
      waiting.reset();
    }
  }

  @Test
  void provider_full_theNextOneGoesWhenTheFirstIsOver() {
    try (RawClient running = ask("alone");
        RawClient waiting = queue("alone")) {
      next.script(Answer.json(200, Table.WHOLE));
      running.reset();
      assertThat(waiting.read().status()).isEqualTo(200);
      assertThat(plant.metric("crossfade_queue_seconds_count", "provider=\"one\"")).isPositive();
      assertThat(plant.metric("crossfade_queue_seconds_sum", "provider=\"one\"")).isPositive();
      Await.until(() -> plant.candidate("alone").ended() >= 1);
      assertThat(plant.candidate("alone").failures()).isZero();
    }
  }

  @Test
  void provider_fullForTooLong_isUnavailableAndTellsToComeBack() {
    try (RawClient running = ask("patient");
        RawClient late = ask("patient")) {
      expectOverloaded(late.read());
      Await.until(() -> plant.candidate("patient").ended() == 1);
      assertThat(plant.candidate("patient").failures()).isEqualTo(1);
      running.reset();
    }
  }

  /** Who waits and goes away leaves his place to others. */
  @Test
  void queue_callerGoesAway_anotherTakesHisPlace() {
    try (RawClient running = ask("alone");
        RawClient gone = queue("alone");
        RawClient refused = ask("alone")) {
      expectOverloaded(refused.read());
      gone.reset();
      next.script(Answer.json(200, Table.WHOLE));
      awaitQueued(0);
      try (RawClient waiting = queue("alone")) {
        running.reset();
        assertThat(waiting.read().status()).isEqualTo(200);
      }
    }
  }

  private static void expectOverloaded(RawResponse answer) {
    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.json().path("error").path("code").asText()).isEqualTo("gateway_overloaded");
    assertThat(answer.header("retry-after")).isEqualTo("1");
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

  private RawClient queue(String migration) {
    RawClient caller = ask(migration);
    awaitQueued(1);
    return caller;
  }

  private void awaitQueued(int count) {
    Await.until(
        () -> plant.metric("crossfade_provider_requests", "provider=\"one\"", "queued") == count);
  }
}
