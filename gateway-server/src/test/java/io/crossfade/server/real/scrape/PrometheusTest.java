package io.crossfade.server.real.scrape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.data.Percentage.withPercentage;

import io.crossfade.server.real.RunningGateway;
import io.crossfade.server.testing.Answer;
import io.crossfade.server.testing.FakeProvider;
import io.crossfade.server.testing.GatewayClient;
import io.crossfade.server.testing.SeenRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A known number of calls of known outcomes is what the documented queries say there was. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PrometheusTest {
  private static final String STREAMED =
      "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"a\"},\"finish_reason\":\"stop\"}]}";
  private static final String WHOLE =
      "{\"choices\":[{\"index\":0,\"message\":{\"content\":\"a\"},\"finish_reason\":\"stop\"}]}";

  /** What a rate is off by, since Prometheus extrapolates from the samples it has. */
  private static final double RATES_ARE_OFF_BY_PERCENT = 30;

  private final FakeProvider provider = new FakeProvider(PrometheusTest::answer);
  private final Map<String, String> queries;
  private final String page;
  private final RunningGateway gateway;
  private final GatewayClient client;
  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private Prometheus prometheus;

  PrometheusTest(@TempDir Path folder) throws IOException {
    DocumentedQueries documented = DocumentedQueries.read();
    this.queries = documented.byTitle();
    this.page = documented.page();
    this.gateway = RunningGateway.start(folder, configuration());
    this.client = new GatewayClient(gateway.url());
    open.push(provider);
    open.push(gateway);
    open.push(client);
  }

  private String configuration() {
    return """
    providers:
      old: {type: openai, base_url: "%1$s/v1", api_key: "${OLD_KEY}", retries: {max: 0}}
      new: {type: openai, base_url: "%1$s/v1", api_key: "${NEW_KEY}", retries: {max: 0}}
    migrations:
      - {name: to-new, from: old/gpt-4o, to: new/gpt-5, split: 0%%}
    """
        .formatted(provider.url());
  }

  private static Answer answer(SeenRequest request) {
    return switch (request.json().path("user").asText()) {
      case "rejected" -> Answer.json(400, "{\"error\":{\"message\":\"no\",\"type\":\"t\"}}");
      case "broken on new" ->
          request.text().contains("gpt-5")
              ? Answer.json(500, "{\"error\":{\"message\":\"no\",\"type\":\"t\"}}")
              : Answer.json(200, WHOLE);
      case "streamed" -> Answer.sse(STREAMED, "[DONE]");
      default -> Answer.json(200, WHOLE);
    };
  }

  /** The first of each arm shows the counters at zero, so that rates see all that follow. */
  @BeforeAll
  void send(@TempDir Path folder) throws IOException {
    prometheus = Prometheus.scraping(gateway.adminAddress(), folder);
    open.push(prometheus);
    call("control", "whole", 1);
    call("candidate", "whole", 1);
    prometheus.await(
        "sum by (arm) (crossfade_requests_total{arm!=\"none\"})",
        Map.of("control", 1.0, "candidate", 1.0));
    call("control", "whole", 19);
    call("control", "streamed", 6);
    call("control", "rejected", 3);
    call("candidate", "whole", 5);
    call("candidate", "broken on new", 4);
    prometheus.await(
        "sum by (arm) (crossfade_requests_total{arm!=\"none\"})",
        Map.of("control", 29.0, "candidate", 10.0));
  }

  private void call(String arm, String kind, int times) {
    for (int n = 0; n < times; n++) {
      var answer =
          client.post(
              "/v1/chat/completions",
              "{\"model\":\"gpt-4o\",\"user\":\"%s\",\"stream\":%b}"
                  .formatted(kind, kind.equals("streamed")),
              "x-crossfade-arm",
              arm);
      assertThat(answer.statusCode()).isEqualTo(kind.equals("rejected") ? 400 : 200);
    }
  }

  @AfterAll
  void stop() throws Exception {
    while (!open.isEmpty()) {
      open.pop().close();
    }
  }

  private Map<String, Double> answerTo(String title) {
    String query = queries.get(title);
    assertThat(query).as("docs/metrics.md has %s", queries.keySet()).isNotNull();
    return prometheus.query(String.valueOf(query));
  }

  @Test
  void calls_ofKnownOutcomes_areCountedByTheirFirstAttempt() {
    assertThat(answerTo("Calls by arm and outcome, since the start"))
        .containsOnly(
            entry("candidate to-new ok", 6.0),
            entry("candidate to-new server_error", 4.0),
            entry("control to-new client_error", 3.0),
            entry("control to-new ok", 26.0));
  }

  @Test
  void attempts_ofRescuedCalls_areCountedWhereTheyWent() {
    assertThat(answerTo("Calls that needed a second attempt, since the start"))
        .containsOnly(entry("fallback old", 4.0));
  }

  @Test
  void errorRatio_fourOfTen_isTheCandidatesOnly() {
    var ratios = answerTo("Error ratio of each arm");
    assertThat(ratios).containsOnlyKeys("candidate to-new", "control to-new");
    assertThat(ratios.get("candidate to-new"))
        .isCloseTo(4.0 / 9, withPercentage(RATES_ARE_OFF_BY_PERCENT));
    assertThat(ratios.get("control to-new")).isZero();
  }

  @Test
  void split_ofPinnedCalls_isSeenBesideTheConfiguredOne() {
    assertThat(answerTo("Share the candidate really gets").get("to-new"))
        .isCloseTo(9.0 / 37, withPercentage(RATES_ARE_OFF_BY_PERCENT));
    assertThat(prometheus.query("crossfade_split_ratio{migration=\"to-new\"}").values())
        .containsExactly(0.0);
  }

  @Test
  void quantiles_ofEachArm_areThereAndPositive() {
    assertThat(answerTo("95th percentile of the duration"))
        .containsOnlyKeys("candidate to-new", "control to-new")
        .allSatisfy((_, seconds) -> assertThat(seconds).isBetween(0.0, 600.0));
    assertThat(answerTo("95th percentile of the time to the first token"))
        .hasEntrySatisfying("control to-new", seconds -> assertThat(seconds).isBetween(0.0, 600.0));
    assertThat(answerTo("99th percentile of the gateway's own time"))
        .allSatisfy((_, seconds) -> assertThat(seconds).isBetween(0.0, 600.0))
        .hasSize(1);
  }

  @Test
  void state_ofTheMigration_isOne() {
    assertThat(answerTo("State of each migration"))
        .hasSize(1)
        .allSatisfy((_, one) -> assertThat(one).isEqualTo(1.0));
    assertThat(answerTo("Rollbacks of the last day")).isEmpty();
    assertThat(answerTo("Configuration files that were refused in the last hour"))
        .allSatisfy((_, none) -> assertThat(none).isZero());
  }

  @Test
  void names_ofEverySeries_areOnThePage() {
    Set<String> names =
        new TreeSet<>(
            prometheus.query("count by (__name__) ({__name__=~\"crossfade_.*\"})").keySet());
    assertThat(names).isNotEmpty();
    assertThat(names)
        .allSatisfy(
            name -> assertThat(page).contains(name.replaceFirst("_(bucket|count|sum|max)$", "")));
  }
}
