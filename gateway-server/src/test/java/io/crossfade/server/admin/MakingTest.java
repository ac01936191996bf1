package io.crossfade.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.crossfade.server.gateway.StartFailure;
import io.crossfade.server.testing.Await;
import io.crossfade.server.testing.RawResponse;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Migrations made through the management API, from the first word to the last restart. */
final class MakingTest {
  private static final String ALL = "/v1/management/migrations";
  private static final String NAMED =
      "{\"source_model\":\"old/gpt-4o\",\"name\":\"a\",\"target_model\":\"new/gpt-4.1\"%s}";

  @TempDir private Path folder = Path.of("");
  private AdminBench bench;

  @BeforeEach
  void start() throws IOException, StartFailure {
    bench = new AdminBench(folder, "  []");
  }

  @AfterEach
  void stop() {
    bench.close();
  }

  @Test
  void create_withASourceAlone_isAnalysedAndSettledLater() {
    RawResponse made = bench.act("POST", ALL, "{\"source_model\":\"old/gpt-4o\",\"analyze\":true}");
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.json().path("migration_id").asText()).isEqualTo("gpt-4o-to-next");
    assertThat(made.json().path("status").asText()).isEqualTo("analyzed");
    assertThat(made.json().at("/analysis/total_requests").asLong(-1)).isZero();
    assertThat(made.json().at("/analysis/avg_input_tokens").isNull()).isTrue();
    String one = ALL + "/gpt-4o-to-next";
    RawResponse early = bench.act("POST", one + "/execute", "{}");
    assertThat(early.status()).isEqualTo(409);
    assertThat(early.json().at("/error/message").asText()).contains("target_model");
    bench.act("PATCH", one, "{\"target_model\":\"new/gpt-4.1\"}");
    bench.act("PATCH", one, "{\"strategy\":\"canary\",\"canary_percentage\":25}");
    JsonNode begun = bench.act("POST", one + "/execute", "{}").json();
    assertThat(begun.path("state").asText()).isEqualTo("running");
    assertThat(begun.at("/progress/traffic_on_target").asDouble()).isEqualTo(25);
    assertThat(bench.act("PATCH", one, "{\"canary_percentage\":50}").json().path("split").asInt())
        .isEqualTo(50);
    assertThat(bench.act("PATCH", one, "{\"strategy\":\"instant\"}").status()).isEqualTo(409);
  }

  @Test
  void create_notAnalysed_isADraftThatOnlyForceBegins() {
    made(",\"analyze\":false,\"canary_percentage\":5");
    assertThat(one("a").path("status").asText()).isEqualTo("draft");
    assertThat(bench.act("POST", ALL + "/a/execute", "{}").status()).isEqualTo(409);
    assertThat(bench.act("POST", ALL + "/a/execute", "{\"force\":true}").status()).isEqualTo(200);
    assertThat(one("a").path("origin").asText()).isEqualTo("api");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "canary_percentage | ,\"canary_percentage\":5.001",
        "canary_percentage | ,\"canary_percentage\":101",
        "canary_percentage | ,\"canary_percentage\":1e999999999",
        "increase_interval_minutes | ,\"canary_percentage\":5,\"increase_step\":10",
        "increase_step | ,\"canary_percentage\":5,\"increase_interval_minutes\":10",
        "increase_step |"
            + " ,\"canary_percentage\":5,\"increase_step\":0.1,\"increase_interval_minutes\":1",
        "execute_at | ,\"strategy\":\"scheduled\"",
        "strategy | ,\"strategy\":\"shadow\"",
        "rollback_threshold | ,\"rollback_threshold\":{\"error_rate\":0.7}",
        "auto_rollback | ,\"auto_rollback\":\"yes\"",
        "hold_back | ,\"canary_percentage\":5,\"hold_back\":\"60% for 1d\"",
        "salt | ,\"canary_percentage\":5,\"salt\":\"${ADMIN_KEY}\"",
        "canary_percentage | ,\"strategy\":\"instant\",\"canary_percentage\":5",
        "duration_hours |"
            + " ,\"canary_percentage\":5,\"increase_step\":5,\"increase_interval_minutes\":60,\"duration_hours\":4"
      })
  void create_againstARuleOfTheFile_namesTheField(String field, String more) {
    String body = NAMED.formatted(more);
    RawResponse answer = bench.act("POST", ALL, body);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
    assertThat(answer.json().at("/error/message").asText()).startsWith(field + ": ");
    assertThat(bench.get(ALL).json().path("data")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"source_model", "target_model"})
  void create_modelThatNobodyServes_namesTheField(String field) {
    String body =
        NAMED.formatted("").replaceFirst(field + "\":\"[^\"]*", field + "\":\"unheard-of");
    RawResponse answer = bench.act("POST", ALL, body);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().at("/error/message").asText()).startsWith(field + ": ");
  }

  @Test
  void create_theWholeContractsBody_isARamp() {
    made(
        ",\"strategy\":\"canary\",\"canary_percentage\":10,\"increase_step\":30,"
            + "\"increase_interval_minutes\":60,\"duration_hours\":24,\"auto_rollback\":true,"
            + "\"rollback_threshold\":{\"error_rate\":0.02,\"latency_p99_increase\":1.5}");
    bench.act("POST", ALL + "/a/execute", "{}");
    JsonNode told = declared("a");
    assertThat(told.path("schedule").toString())
        .isEqualTo("[\"10.0% 3600s\",\"40.0% 3600s\",\"70.0% 3600s\",\"100.0%\"]");
    assertThat(told.path("hypercare").asText()).isEqualTo("75600s");
    assertThat(told.at("/rollback/error_rate").asText()).isEqualTo("2%");
  }

  @Test
  void execute_withATime_waitsForItUntilUnscheduled() {
    made(",\"strategy\":\"scheduled\",\"execute_at\":\"2099-01-15T02:00:00Z\"");
    JsonNode waits = bench.act("POST", ALL + "/a/execute", "{}").json();
    assertThat(waits.path("status").asText()).isEqualTo("scheduled");
    JsonNode free = bench.act("POST", ALL + "/a/unschedule", "{}").json();
    assertThat(free.path("status").asText()).isEqualTo("analyzed");
    bench.act("PATCH", ALL + "/a", "{\"execute_at\":null}");
    assertThat(bench.act("POST", ALL + "/a/execute", "{}").json().path("split").asInt())
        .isEqualTo(100);
  }

  @Test
  void create_aNameThatIsTaken_isAConflict() {
    made("");
    assertThat(bench.act("POST", ALL, NAMED.formatted("")).status()).isEqualTo(409);
    bench.act("POST", ALL + "/a/abort", "{}");
    assertThat(bench.act("POST", ALL, NAMED.formatted("")).status()).isEqualTo(201);
  }

  @Test
  void create_aNameOfTheFile_isAConflict() throws IOException {
    bench.declare("  - {name: a, from: old/gpt-4o, to: new/gpt-4.1, split: 10%}");
    Await.until(() -> bench.get(ALL).json().path("data").size() == 1);
    RawResponse answer = bench.act("POST", ALL, NAMED.formatted(""));
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.json().at("/error/code").asText()).isEqualTo("name_taken");
  }

  @Test
  void made_afterARestart_goesOnAndKeepsItsLatch() throws IOException, StartFailure {
    made(",\"canary_percentage\":5");
    bench.act("POST", ALL + "/a/execute", "{}");
    restart();
    assertThat(one("a").path("split").asInt()).isEqualTo(5);
    bench.act("POST", ALL + "/a/rollback", "{}");
    restart();
    assertThat(one("a").path("state").asText()).isEqualTo("rolled_back");
    bench.declare("  - {name: b, from: old/gpt-4o-mini, to: new/gpt-4.1, split: 10%}");
    Await.until(() -> bench.get(ALL).json().path("data").size() == 2);
    assertThat(one("a").path("state").asText()).isEqualTo("rolled_back");
  }

  @Test
  void file_namesWhatWasMade_takesItOverAndEndsItWhenItGoes() throws IOException {
    made(",\"canary_percentage\":5");
    bench.act("POST", ALL + "/a/execute", "{}");
    bench.declare("  - {name: a, from: old/gpt-4o, to: new/gpt-4.1, split: 30%}");
    Await.until(() -> one("a").path("split").asInt() == 30);
    assertThat(one("a").path("origin").asText()).isEqualTo("file");
    bench.declare("  []");
    Await.until(() -> one("a").path("state").asText().equals("aborted"));
  }

  @Test
  void callers_ofWhatWasMade_areMovedOnceItBegins() {
    made(",\"strategy\":\"blue_green\"");
    String why = "/v1/management/explain?model=gpt-4o&id=req-1";
    assertThat(bench.get(why).json().path("migration").isTextual()).isFalse();
    bench.act("POST", ALL + "/a/execute", "{}");
    assertThat(bench.get(why).json().path("arm").asText()).isEqualTo("candidate");
    bench.act("POST", ALL + "/a/abort", "{}");
    assertThat(bench.get(why).json().path("migration").isTextual()).isFalse();
  }

  @Test
  void completed_whatIsLeftToDo_retiresItWithoutMovingAnybody() throws IOException {
    made(",\"strategy\":\"instant\"");
    bench.act("POST", ALL + "/a/execute", "{}");
    JsonNode done = bench.act("POST", ALL + "/a/promote", "{}").json();
    assertThat(done.path("state").asText()).isEqualTo("completed");
    assertThat(done.path("decommission").toString()).contains("declare migration 'a' in the file");
    bench.declare("  - {name: a, from: old/gpt-4o, to: new/gpt-4.1, strategy: instant}");
    Await.until(() -> one("a").path("origin").asText().equals("file"));
    bench.declare("  []\nroutes: [{model: gpt-4o, to: new/gpt-4.1}]");
    String why = "/v1/management/explain?model=gpt-4o&id=req-1";
    Await.until(() -> !bench.get(why).json().path("migration").isTextual());
    assertThat(bench.get(why).json().path("provider").asText()).isEqualTo("new");
    assertThat(one("a").path("state").asText()).isEqualTo("completed");
  }

  @Test
  void file_withoutWhatItNeeds_isRefusedUntilItHasEnded() throws IOException {
    made(",\"canary_percentage\":5");
    bench.act("POST", ALL + "/a/execute", "{}");
    bench.dropProviderNew();
    Await.until(() -> problem().isTextual());
    assertThat(problem().asText()).contains("'a'").contains("'new/gpt-4.1'").contains("abort");
    assertThat(one("a").path("split").asInt()).isEqualTo(5);
    bench.act("POST", ALL + "/a/abort", "{}");
    bench.dropProviderNew();
    Await.until(() -> problem().isNull());
  }

  private JsonNode problem() {
    return bench.get(ALL).json().at("/gateway/config_problem");
  }

  @Test
  void compatibility_ofTwoModels_saysWhatWouldBeLost() {
    made("");
    JsonNode found =
        bench.act("POST", ALL + "/a/compatibility", "{\"target_model\":\"new/gpt-4\"}").json();
    assertThat(found.path("compatible").asBoolean(true)).isFalse();
    assertThat(found.path("checks").findValuesAsText("status")).contains("pass", "warn", "fail");
    assertThat(
            bench.act("POST", ALL + "/a/compatibility", "{\"target_model\":\"nobody\"}").status())
        .isEqualTo(400);
  }

  private void made(String more) {
    RawResponse answer = bench.act("POST", ALL, NAMED.formatted(more));
    assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
  }

  private JsonNode one(String name) {
    return bench.get(ALL + "/" + name).json();
  }

  private JsonNode declared(String name) {
    for (JsonNode each : bench.get("/v1/management/config").json().at("/config/migrations")) {
      if (each.path("name").asText().equals(name)) {
        return each;
      }
    }
    throw new AssertionError("not in force: " + name);
  }

  private void restart() throws IOException, StartFailure {
    bench.close();
    bench = new AdminBench(folder, "  []");
  }
}
