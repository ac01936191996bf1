package io.crossfade.server.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.crossfade.core.fault.Evidence;
import io.crossfade.metrics.window.ArmSums;
import io.crossfade.server.testing.Answer;
import io.crossfade.server.testing.Await;
import io.crossfade.server.testing.FakeProvider;
import io.crossfade.server.testing.RawClient;
import io.crossfade.server.testing.RawResponse;
import io.netty.util.LeakPresenceDetector;
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
 * Every fault before the commit, three times over: alone, with one retry, and with the control to
 * fall back to; asked for a stream and for a whole answer.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultTableTest {
  private static final String WHOLE = "{\"choices\":[],\"from\":\"control\"}";

  private final FakeProvider old = new FakeProvider(Answer.json(200, WHOLE));
  private final FakeProvider next = new FakeProvider(Answer.hang());
  private Plant plant;

  @BeforeAll
  void start(@TempDir Path folder) {
    LeakPresenceDetector.check();
    plant =
        new Plant(
            folder,
            """
            providers:
              old: {type: openai-compatible, base_url: "%1$s/v1", retries: {max: 0}}
              once: {type: openai-compatible, base_url: "%2$s/v1", retries: {max: 0}}
              twice: {type: openai-compatible, base_url: "%2$s/v1", retries: {max: 1}}
            migrations:
              - {name: alone, from: old/m-alone, to: once/m2, split: 100%%, fallback: none, rollback: {mode: manual}}
              - {name: retried, from: old/m-retried, to: twice/m2, split: 100%%, fallback: none, rollback: {mode: manual}}
              - {name: rescued, from: old/m-rescued, to: once/m2, split: 100%%, rollback: {mode: manual}}
            """
                .formatted(old.url(), next.url()));
  }

  @AfterAll
  void stop() {
    plant.close();
    next.close();
    old.close();
    LeakPresenceDetector.check();
  }

  @TestFactory
  Stream<DynamicTest> connections_fail_asTheTableSays() {
    return Stream.of(false, true).flatMap(stream -> tests(Rows.ofConnections(), stream));
  }

  @TestFactory
  Stream<DynamicTest> statuses_areTold_asTheTableSays() {
    return Stream.of(false, true).flatMap(stream -> tests(Rows.ofStatuses(), stream));
  }

  @TestFactory
  Stream<DynamicTest> bodies_thatAreNone_asTheTableSays() {
    return Stream.of(false, true).flatMap(stream -> tests(Rows.ofBodies(), stream));
  }

  @TestFactory
  Stream<DynamicTest> streams_thatAreNone_asTheTableSays() {
    return tests(Rows.ofStreams(), true);
  }

  private Stream<DynamicTest> tests(List<Row> rows, boolean stream) {
    String asked = stream ? " to a stream" : "";
    return rows.stream()
        .flatMap(
            row ->
                Stream.of(
                    DynamicTest.dynamicTest(row.what() + asked, () -> alone(row, stream)),
                    DynamicTest.dynamicTest(
                        row.what() + asked + ", with a retry", () -> retried(row, stream)),
                    DynamicTest.dynamicTest(
                        row.what() + asked + ", with a fallback", () -> rescued(row, stream))));
  }

  private void alone(Row row, boolean stream) {
    Seen seen = ask("alone", row, stream);
    told(row, seen.response());
    assertThat(seen.attempts()).isEqualTo(1);
  }

  private void retried(Row row, boolean stream) {
    Seen seen = ask("retried", row, stream);
    told(row, seen.response());
    assertThat(seen.attempts()).isEqualTo(row.retried() ? 2 : 1);
  }

  private void rescued(Row row, boolean stream) {
    Seen seen = ask("rescued", row, stream);
    assertThat(seen.attempts()).isEqualTo(1);
    if (row.fallsBack()) {
      assertThat(seen.response().status()).isEqualTo(200);
      assertThat(seen.response().text()).isEqualTo(WHOLE);
      assertThat(seen.response().header("x-crossfade-fallback")).isEqualTo("control");
      assertThat(seen.response().header("x-crossfade-provider")).isEqualTo("old");
      assertThat(seen.response().header("x-crossfade-arm")).isEqualTo("candidate");
    } else {
      told(row, seen.response());
      assertThat(seen.response().header("x-crossfade-fallback")).isNull();
    }
  }

  private record Seen(RawResponse response, int attempts) {}

  /** One call, and what log, metrics and evidence say of it whatever was tried after it. */
  private Seen ask(String migration, Row row, boolean stream) {
    next.script(row.answer());
    int before = next.requests().size();
    ArmSums evidence = plant.candidate(migration);
    String outcome = "outcome=\"" + row.outcome().label() + "\"";
    String label = "migration=\"" + migration + "\"";
    double calls = plant.metric("crossfade_requests_total", label, outcome);
    double firsts = plant.metric("crossfade_attempts_total", label, outcome, "kind=\"first\"");
    String id = plant.nextId();
    try (RawClient caller = plant.caller()) {
      String body = "{\"model\":\"m-%s\",\"stream\":%b}".formatted(migration, stream);
      RawResponse response =
          caller.post("/v1/chat/completions", body, "x-request-id: " + id).read();
      JsonNode line = plant.logged(id);
      assertThat(line.path("outcome").asText()).isEqualTo(row.outcome().label());
      assertThat(line.path("arm").asText()).isEqualTo("candidate");
      assertThat(line.path("status").asInt()).isEqualTo(response.status());
      Await.until(() -> plant.candidate(migration).ended() > evidence.ended());
      proves(row.evidence(), plant.candidate(migration).minus(evidence));
      assertThat(plant.metric("crossfade_requests_total", label, outcome)).isEqualTo(calls + 1);
      assertThat(plant.metric("crossfade_attempts_total", label, outcome, "kind=\"first\""))
          .isEqualTo(firsts + 1);
      return new Seen(response, next.requests().size() - before);
    }
  }

  private static void proves(Evidence evidence, ArmSums since) {
    assertThat(since.ended()).isEqualTo(1);
    assertThat(since.failures()).isEqualTo(evidence == Evidence.FAILURE ? 1 : 0);
    assertThat(since.rejections()).isEqualTo(evidence == Evidence.REJECTION ? 1 : 0);
    assertThat(since.successes()).isEqualTo(evidence == Evidence.SUCCESS ? 1 : 0);
  }

  private static void told(Row row, RawResponse response) {
    assertThat(response.status()).isEqualTo(row.status());
    assertThat(response.header("content-type")).isEqualTo("application/json");
    JsonNode error = response.json().path("error");
    assertThat(error.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("message", "type", "param", "code");
    assertThat(error.path("code").asText()).isEqualTo(row.code());
    assertThat(error.path("type").asText()).isEqualTo(row.type());
    assertThat(error.path("message").asText()).isNotEmpty().doesNotContain("127.0.0.1", "sk-abc");
    assertThat(response.header("retry-after")).isEqualTo(row.retryAfter());
  }
}
