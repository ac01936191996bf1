package io.crossfade.server.admin;

import static io.crossfade.server.admin.AdminBench.BEARER;
import static io.crossfade.server.admin.AdminBench.MIGRATION;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.crossfade.server.gateway.StartFailure;
import io.crossfade.server.testing.Await;
import io.crossfade.server.testing.RawClient;
import io.crossfade.server.testing.RawResponse;
import io.crossfade.server.testing.SseReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator sees of a migration, and does with it. */
final class ManagementTest {
  @TempDir private Path folder = Path.of("");
  private AdminBench bench;

  @BeforeEach
  void start() throws IOException, StartFailure {
    bench = new AdminBench(folder);
  }

  @AfterEach
  void stop() {
    bench.close();
  }

  @Test
  void migration_running_isToldInTheContractsWords() {
    Await.until(() -> bench.get(MIGRATION).json().at("/progress/started_at").isTextual());
    JsonNode one = bench.get(MIGRATION).json();
    assertThat(one.path("migration_id").asText()).isEqualTo("m");
    assertThat(one.path("status").asText()).isEqualTo("in_progress");
    assertThat(one.path("state").asText()).isEqualTo("running");
    assertThat(one.at("/progress/traffic_on_target").asDouble()).isEqualTo(10);
    assertThat(one.at("/progress/started_at").asText()).matches("\\d{4}-.*Z");
    assertThat(one.path("metrics").has("target_latency_p99")).isTrue();
    assertThat(bench.get("/v1/management/migrations").json().path("data")).hasSize(1);
  }

  @Test
  void rollback_withReason_movesEverythingAndSaysWhoAndWhy() {
    RawResponse answer = bench.act("POST", MIGRATION + "/rollback", "{\"reason\":\"<b>bad</b>\"}");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("state").asText()).isEqualTo("rolled_back");
    assertThat(answer.json().path("reason").asText()).isEqualTo("operator: <b>bad</b>");
    assertThat(answer.json().path("durable").asBoolean()).isTrue();
    assertThat(bench.get(MIGRATION).json().path("split").asDouble()).isZero();
    JsonNode event = lastEvent();
    assertThat(event.path("actor").asText()).isEqualTo("admin-key");
    assertThat(event.path("reason").asText()).isEqualTo("<b>bad</b>");
  }

  @Test
  void actor_named_standsBehindWhatOpenedTheDoor() {
    bench.act("POST", MIGRATION + "/pause", "{\"actor\":\"config\"}");
    assertThat(lastEvent().path("actor").asText()).isEqualTo("admin-key:config");
  }

  @Test
  void split_patched_movesAtOnceAndAnswersAsGetDoes() {
    RawResponse answer = bench.act("PATCH", MIGRATION, "{\"canary_percentage\": 25.25}");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("split").asDouble()).isEqualTo(25.25);
    JsonNode after = bench.get(MIGRATION).json();
    assertThat(after.path("seq")).isEqualTo(answer.json().path("seq"));
    assertThat(after.at("/progress/traffic_on_target").asDouble()).isEqualTo(25.25);
  }

  @Test
  void split_whereTheStateTakesNone_isAConflict() {
    bench.act("POST", MIGRATION + "/abort", "{}");
    RawResponse answer = bench.act("PATCH", MIGRATION, "{\"canary_percentage\": 50}");
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.json().at("/error/code").asText()).isEqualTo("invalid_transition");
  }

  @Test
  void action_withAStaleSeq_isAConflict() {
    long seq = bench.get(MIGRATION).json().path("seq").asLong();
    String body = "{\"seq\":%d}".formatted(seq);
    assertThat(bench.act("POST", MIGRATION + "/pause", body).status()).isEqualTo(200);
    RawResponse late = bench.act("POST", MIGRATION + "/resume", body);
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.json().at("/error/code").asText()).isEqualTo("stale_seq");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "pause | paused",
        "rollback | rolled_back",
        "promote | completed",
        "abort | aborted"
      })
  void verb_onARunningMigration_leadsTo(String verb, String state) {
    RawResponse answer = bench.act("POST", MIGRATION + "/" + verb, "");
    assertThat(answer.json().path("state").asText()).isEqualTo(state);
  }

  @ParameterizedTest
  @ValueSource(strings = {"confirm", "dismiss", "resume"})
  void verb_thatTheStateDoesNotTake_isAConflict(String verb) {
    assertThat(bench.act("POST", MIGRATION + "/" + verb, "{}").status()).isEqualTo(409);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "[]",
        "{",
        "{\"canary_percentage\":101}",
        "{\"canary_percentage\":-1}",
        "{\"canary_percentage\":\"25\"}",
        "{\"canary_percentage\":0.001}",
        "{\"canary_percentage\":5} {}",
        "{\"canary_percentage\":1e99}",
        "{\"canary_percentage\":5,\"actor\":\"a\\u0000b\"}"
      })
  void patch_badBody_changesNothing(String body) {
    assertThat(bench.act("PATCH", MIGRATION, body).status()).isEqualTo(400);
    assertThat(bench.get(MIGRATION).json().path("split").asDouble()).isEqualTo(10);
  }

  @Test
  void patch_whatTheFileDeclares_isAConflict() {
    RawResponse answer = bench.act("PATCH", MIGRATION, "{\"strategy\":\"instant\"}");
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.json().at("/error/code").asText()).isEqualTo("declared_in_file");
  }

  @Test
  void badReload_isShown() throws IOException {
    bench.write("banana");
    Await.until(
        () ->
            bench
                .get("/v1/management/migrations")
                .json()
                .at("/gateway/config_problem")
                .isTextual());
    JsonNode config = bench.get("/v1/management/config").json();
    assertThat(config.at("/last_reload/ok").asBoolean(true)).isFalse();
    assertThat(config.at("/config/migrations/0/split").asText()).isEqualTo("10.0%");
  }

  @Test
  void explain_aRequest_namesItsArm() {
    JsonNode why = bench.get("/v1/management/explain?model=gpt-4o&id=req-1").json();
    assertThat(why.path("migration").asText()).isEqualTo("m");
    assertThat(why.path("arm").asText()).isIn("control", "candidate");
    assertThat(bench.get("/v1/management/explain?model=gpt-4o").status()).isEqualTo(400);
  }

  @Test
  void events_streamed_areThosePastAndThoseToComeOnceAndInOrder() {
    try (RawClient client = RawClient.to(bench.address())) {
      client.get(MIGRATION + "/events", BEARER, "accept: text/event-stream");
      assertThat(client.readHead().header("content-type")).isEqualTo("text/event-stream");
      SseReader events = client.events();
      List<Long> seen = new ArrayList<>();
      for (int turn = 0; turn < 10; turn++) {
        bench.act("POST", MIGRATION + "/" + (turn % 2 == 0 ? "pause" : "resume"), "{}");
      }
      while (seen.size() < 12) {
        String event = String.valueOf(events.next());
        event.lines().filter(line -> line.startsWith("id: ")).forEach(id -> seen.add(seq(id)));
      }
      assertThat(seen).containsExactlyElementsOf(LongStream.rangeClosed(1, 12).boxed().toList());
    }
  }

  @Test
  void events_resumed_goOnBehindTheLastOneSeen() {
    try (RawClient client = RawClient.to(bench.address())) {
      client.get(MIGRATION + "/events", BEARER, "accept: text/event-stream", "last-event-id: 1");
      client.readHead();
      SseReader events = client.events();
      assertThat(events.next()).startsWith(":");
      assertThat(events.next()).startsWith("id: 2\n");
    }
  }

  private static long seq(String id) {
    return Long.parseLong(id.substring("id: ".length()));
  }

  private JsonNode lastEvent() {
    JsonNode data = bench.get(MIGRATION + "/events").json().path("data");
    return StreamSupport.stream(data.spliterator(), false).toList().getLast();
  }
}
