package io.crossfade.server.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.crossfade.core.fault.Evidence;
import io.crossfade.core.fault.Outcome;
import io.crossfade.metrics.window.ArmSums;
import io.crossfade.server.testing.Answer;
import io.crossfade.server.testing.Await;
import io.crossfade.server.testing.FakeProvider;
import io.crossfade.server.testing.RawClient;
import io.crossfade.server.testing.RawResponse;
import io.netty.util.LeakPresenceDetector;
import java.nio.file.Path;

/**
 * A gateway whose candidates all fail the same way, in three migrations: {@code alone} with nothing
 * else to try, {@code retried} with one retry, {@code rescued} with the control to fall back to.
 * Closing it looks for lost buffers.
 */
final class Table implements AutoCloseable {
  /** What the control answers. */
  static final String WHOLE = "{\"choices\":[],\"content\":[],\"data\":[],\"object\":\"x\"}";

  final FakeProvider old = new FakeProvider(Answer.json(200, WHOLE));
  final FakeProvider next = new FakeProvider(Answer.hang());
  final Plant plant;
  private final String path;

  /** One call: what its caller got, and how often the candidate was asked. */
  record Seen(RawResponse response, int attempts) {}

  private Table(Path folder, String path, String timeouts) {
    LeakPresenceDetector.check();
    this.path = path;
    this.plant = new Plant(folder, yaml(path.equals("/v1/messages"), timeouts));
  }

  private String yaml(boolean anthropic, String timeouts) {
    String version = anthropic ? "" : "/v1";
    String type = anthropic ? "anthropic" : "openai";
    return """
    providers:
      old: {type: %1$s-compatible, base_url: "%2$s", retries: {max: 0}}
      once: {type: %1$s-compatible, base_url: "%3$s", retries: {max: 0}, timeouts: %4$s,
          circuit: off}
      twice: {type: %1$s-compatible, base_url: "%3$s", retries: {max: 1}, timeouts: %4$s,
          circuit: off}
    migrations:
      - {name: alone, from: old/m-alone, to: once/m2, split: 100%%,
         fallback: none, rollback: {mode: manual}}
      - {name: retried, from: old/m-retried, to: twice/m2, split: 100%%,
         fallback: none, rollback: {mode: manual}}
      - {name: rescued, from: old/m-rescued, to: once/m2, split: 100%%,
         rollback: {mode: manual}}
    """
        .formatted(type, old.url() + version, next.url() + version, timeouts);
  }

  /** Calls go to that path; its wire decides what the providers speak. */
  static Table on(Path folder, String path) {
    return new Table(folder, path, "{}");
  }

  /** As above, with time limits for the candidates. */
  static Table hurried(Path folder, String timeouts) {
    return new Table(folder, "/v1/chat/completions", timeouts);
  }

  /**
   * Makes one call and checks what log, metrics and evidence say of it.
   *
   * @param outcome earned by its first attempt, whatever was tried after it
   */
  Seen ask(Question question, Answer answer, Outcome outcome, Evidence evidence) {
    next.script(answer);
    int before = next.requests().size();
    ArmSums sums = plant.candidate(question.migration());
    String[] labels = {
      "migration=\"" + question.migration() + "\"", "outcome=\"" + outcome.label() + "\""
    };
    double calls = plant.metric("crossfade_requests_total", labels);
    double firsts = firsts(labels);
    String id = plant.nextId();
    RawResponse response;
    try (RawClient caller = plant.caller()) {
      response = caller.post(path, question.body(), "x-request-id: " + id).read();
    }
    logged(plant.logged(id), response, outcome);
    Await.until(() -> isCounted(plant.candidate(question.migration()).minus(sums), evidence));
    proves(evidence, plant.candidate(question.migration()).minus(sums));
    assertThat(plant.metric("crossfade_requests_total", labels)).isEqualTo(calls + 1);
    assertThat(firsts(labels)).isEqualTo(firsts + 1);
    return new Seen(response, next.requests().size() - before);
  }

  /** A call is counted step by step, and its end first. */
  private static boolean isCounted(ArmSums since, Evidence evidence) {
    return since.ended() > 0
        && (evidence == Evidence.NONE
            || since.failures() + since.rejections() + since.successes() > 0);
  }

  /** What a caller asks of which migration. */
  record Question(String migration, boolean stream) {
    String body() {
      return "{\"model\":\"m-%s\",\"stream\":%b,\"max_tokens\":5}".formatted(migration, stream);
    }
  }

  private double firsts(String[] labels) {
    return plant.metric("crossfade_attempts_total", labels[0], labels[1], "kind=\"first\"");
  }

  private static void logged(JsonNode line, RawResponse response, Outcome outcome) {
    assertThat(line.path("outcome").asText()).isEqualTo(outcome.label());
    assertThat(line.path("arm").asText()).isEqualTo("candidate");
    assertThat(line.path("status").asInt()).isEqualTo(response.status());
  }

  private static void proves(Evidence evidence, ArmSums since) {
    assertThat(since.ended()).isEqualTo(1);
    assertThat(since.failures()).isEqualTo(evidence == Evidence.FAILURE ? 1 : 0);
    assertThat(since.rejections()).isEqualTo(evidence == Evidence.REJECTION ? 1 : 0);
    assertThat(since.successes()).isEqualTo(evidence == Evidence.SUCCESS ? 1 : 0);
  }

  @Override
  public void close() {
    plant.close();
    next.close();
    old.close();
    LeakPresenceDetector.check();
  }
}
