package io.crossfade.metrics.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.Arm;
import io.crossfade.core.Trace;
import io.crossfade.core.fault.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class GatewayMetricsTest {
  private static final String LABELS =
      "arm=\"candidate\",migration=\"m\",model=\"gpt-4o\",provider=\"next\"";

  private final GatewayMetrics metrics = new GatewayMetrics("1.2.3");
  private final CallMeters calls = metrics.calls("m", Arm.CANDIDATE, "next", "gpt-4o");

  @AfterEach
  void close() {
    metrics.close();
  }

  /** Every sample by its name and sorted labels, as a Prometheus server would read the text. */
  private Map<String, Double> scrape() {
    return metrics
        .scrape()
        .lines()
        .filter(line -> !line.startsWith("#"))
        .collect(
            Collectors.toMap(
                line -> sorted(line.substring(0, line.lastIndexOf(' '))),
                line -> Double.valueOf(line.substring(line.lastIndexOf(' ') + 1)),
                (one, other) -> one,
                TreeMap::new));
  }

  private static String sorted(String series) {
    int open = series.indexOf('{');
    if (open < 0) {
      return series;
    }
    String labels = series.substring(open + 1, series.length() - 1).replaceFirst(",$", "");
    return series.substring(0, open)
        + List.of(labels.split(",", -1)).stream()
            .sorted()
            .collect(Collectors.joining(",", "{", "}"));
  }

  @Test
  void calls_declared_everyOutcomeIsZero() {
    Map<String, Double> samples = scrape();
    for (Outcome outcome : Outcome.values()) {
      assertThat(samples)
          .containsEntry(requests(outcome), 0.0)
          .containsEntry(attempts("first", outcome), 0.0);
    }
  }

  @Test
  void ended_oneCall_countsAndFillsTheHistograms() {
    calls.ended(Outcome.OK, 700_000_000, 80_000_000, 22_000);
    assertThat(scrape())
        .containsEntry(requests(Outcome.OK), 1.0)
        .containsEntry("crossfade_request_duration_seconds_count{" + LABELS + "}", 1.0)
        .containsEntry("crossfade_request_duration_seconds_sum{" + LABELS + "}", 0.7)
        .containsEntry(bucket("crossfade_request_duration_seconds", "0.5"), 0.0)
        .containsEntry(bucket("crossfade_request_duration_seconds", "0.75"), 1.0)
        .containsEntry(bucket("crossfade_request_duration_seconds", "+Inf"), 1.0)
        .containsEntry(bucket("crossfade_time_to_first_token_seconds", "0.1"), 1.0)
        .containsEntry(bucket("crossfade_gateway_overhead_seconds", "0.005"), 1.0);
  }

  @Test
  void ended_withoutFirstToken_leavesItOut() {
    calls.ended(Outcome.TIMEOUT, 1_000, -1, -1);
    assertThat(scrape())
        .containsEntry("crossfade_time_to_first_token_seconds_count{" + LABELS + "}", 0.0)
        .containsEntry("crossfade_gateway_overhead_seconds_count{" + LABELS + "}", 0.0);
  }

  @Test
  void attempt_otherKind_showsAllItsOutcomes() {
    calls.attempt(Trace.Kind.FALLBACK, Outcome.OK, 0);
    assertThat(scrape())
        .containsEntry(attempts("fallback", Outcome.OK), 1.0)
        .containsEntry(attempts("fallback", Outcome.TIMEOUT), 0.0)
        .doesNotContainKey(attempts("probe", Outcome.OK));
  }

  @Test
  void calls_outsideMigrations_areLabelledNone() {
    metrics.calls(null, Arm.NONE, "next", "other").ended(Outcome.OK, 1, -1, -1);
    assertThat(scrape())
        .containsEntry(
            "crossfade_requests_total{arm=\"none\",migration=\"none\",model=\"other\","
                + "outcome=\"ok\",provider=\"next\"}",
            1.0);
  }

  @Test
  void calls_sameCombination_isTheSameHandle() {
    assertThat(metrics.calls("m", Arm.CANDIDATE, "next", "gpt-4o")).isSameAs(calls);
  }

  @Test
  void calls_tooManyModels_becomeOther() {
    for (int model = 0; model < GatewayMetrics.MAX_COMBINATIONS; model++) {
      metrics.calls("m", Arm.CONTROL, "next", "model-" + model);
    }
    assertThat(metrics.calls("m", Arm.CONTROL, "next", "one-more"))
        .isSameAs(metrics.calls("m", Arm.CONTROL, "next", GatewayMetrics.OTHER));
  }

  @Test
  void migrations_afterReload_goneOnesDisappear() {
    metrics.migrations(
        List.of(
            new MigrationStatus("m", "running", 0.05, Set.of("candidate_error_rate")),
            new MigrationStatus("old", "paused", 0.25, Set.of())));
    assertThat(scrape())
        .containsEntry("crossfade_split_ratio{migration=\"m\"}", 0.05)
        .containsEntry("crossfade_split_ratio{migration=\"old\"}", 0.25)
        .containsEntry("crossfade_migration_state{migration=\"m\",state=\"running\"}", 1.0)
        .containsEntry("crossfade_migration_state{migration=\"m\",state=\"rolled_back\"}", 0.0)
        .containsEntry(
            "crossfade_alerts_active{alert=\"candidate_error_rate\",migration=\"m\"}", 1.0);
    metrics.migrations(List.of(new MigrationStatus("m", "rolled_back", 0, Set.of())));
    assertThat(scrape())
        .containsEntry("crossfade_split_ratio{migration=\"m\"}", 0.0)
        .containsEntry("crossfade_migration_state{migration=\"m\",state=\"rolled_back\"}", 1.0)
        .allSatisfy(
            (series, value) ->
                assertThat(series).doesNotContain("\"old\"").doesNotContain("alerts"));
  }

  @Test
  void scrape_controlPlane_hasTheDocumentedNames() {
    metrics.rolledBack("m", "wire");
    metrics.reloaded(false);
    metrics.providers(List.of(new ProviderStatus("next", "gpt-4o", false)));
    assertThat(scrape())
        .containsEntry("crossfade_rollbacks_total{migration=\"m\",reason=\"wire\"}", 1.0)
        .containsEntry("crossfade_config_reloads_total{result=\"ok\"}", 0.0)
        .containsEntry("crossfade_config_reloads_total{result=\"error\"}", 1.0)
        .containsEntry("crossfade_provider_available{model=\"gpt-4o\",provider=\"next\"}", 0.0)
        .containsEntry("crossfade_build_info{version=\"1.2.3\"}", 1.0)
        .containsKey("jvm_threads_live_threads");
  }

  private static String requests(Outcome outcome) {
    return "crossfade_requests_total{arm=\"candidate\",migration=\"m\",model=\"gpt-4o\",outcome=\"%s\",provider=\"next\"}"
        .formatted(outcome.label());
  }

  private static String attempts(String kind, Outcome outcome) {
    return "crossfade_attempts_total{arm=\"candidate\",kind=\"%s\",migration=\"m\",model=\"gpt-4o\",outcome=\"%s\",provider=\"next\"}"
        .formatted(kind, outcome.label());
  }

  private static String bucket(String name, String le) {
    return "%s_bucket{arm=\"candidate\",le=\"%s\",migration=\"m\",model=\"gpt-4o\",provider=\"next\"}"
        .formatted(name, le);
  }
}
