package io.crossfade.server.real.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.wire.Wire;
import io.crossfade.server.real.RunningGateway;
import io.crossfade.server.testing.RawResponse;
import io.crossfade.server.testing.SeenRequest;
import java.util.List;

/**
 * One way through a gateway.
 *
 * @param arm the caller asks for
 * @param fallback whether a failed candidate may be answered for by the control
 */
record Lane(RunningGateway gateway, String arm, boolean fallback) {
  static final String CANDIDATE_MODEL = "maker/next-1:small";
  static final String CALLERS_KEY = "callers-own-key";

  static final String BASE_OF_CONTROL = "/old";
  static final String BASE_OF_CANDIDATE = "/new";

  /** Two providers for each wire, all of them the same fake one, told apart by their paths. */
  static String configuration(String provider, String fallback) {
    return """
    providers:
      old: {type: openai-compatible, base_url: "%1$s/old/v1", api_key: "${OLD_KEY}", \
    retries: {max: 0}}
      new: {type: openai-compatible, base_url: "%1$s/new/v1", api_key: "${NEW_KEY}", \
    retries: {max: 0}}
      older: {type: anthropic-compatible, base_url: "%1$s/old", api_key: "${OLD_KEY}", \
    retries: {max: 0}}
      newer: {type: anthropic-compatible, base_url: "%1$s/new", api_key: "${NEW_KEY}", \
    retries: {max: 0}}
    migrations:
      - {name: of-openai, from: old, to: new/%2$s, split: 50%%, fallback: %3$s}
      - {name: of-anthropic, from: older, to: newer/%2$s, split: 50%%, fallback: %3$s}
    """
        .formatted(provider, CANDIDATE_MODEL, fallback);
  }

  boolean candidate() {
    return arm.equals("candidate");
  }

  /** Checks everything about one request that reached the provider. */
  void checkLeft(Exchange exchange, SeenRequest seen) {
    boolean toCandidate = seen.target().startsWith(BASE_OF_CANDIDATE);
    String base = toCandidate ? BASE_OF_CANDIDATE : BASE_OF_CONTROL;
    String model = toCandidate ? CANDIDATE_MODEL : exchange.model();
    assertThat(seen.method()).isEqualTo(exchange.tape().method());
    assertThat(seen.target()).isEqualTo(base + exchange.target());
    assertThat(seen.body())
        .as("%s is %s, which differs in the model only", seen.text(), model)
        .isEqualTo(exchange.bodyFor(model));
    checkFields(exchange.wire(), seen, toCandidate ? "new-provider-key" : "old-provider-key");
  }

  private static void checkFields(Wire wire, SeenRequest seen, String key) {
    String credential = wire == Wire.ANTHROPIC ? "x-api-key" : "authorization";
    assertThat(seen.headers().all(credential))
        .containsExactly(wire == Wire.ANTHROPIC ? key : "Bearer " + key);
    assertThat(seen.headers().toString()).doesNotContain(CALLERS_KEY, "x-crossfade", "cookie");
    assertThat(seen.headers().all("accept-encoding")).containsExactly("identity");
    assertThat(seen.headers().all("openai-beta")).containsExactly("assistants=v2");
  }

  /**
   * Checks that the right provider was asked, and no more often than it should be. Who served is
   * named when somebody did: an error of the gateway's own is nobody's.
   */
  void checkAsked(Exchange exchange, List<SeenRequest> seen, RawResponse answer) {
    assertThat(seen).hasSizeBetween(1, candidate() && fallback ? 2 : 1);
    boolean inMigration = !exchange.model().isEmpty();
    String first = candidate() && inMigration ? BASE_OF_CANDIDATE : BASE_OF_CONTROL;
    assertThat(seen.getFirst().target()).startsWith(first);
    assertThat(answer.header("x-crossfade-arm")).isEqualTo(inMigration ? arm : null);
    boolean served = answer.header("x-crossfade-provider") != null;
    assertThat(answer.header("x-crossfade-fallback"))
        .isEqualTo(served && seen.size() > 1 ? "control" : null);
    if (seen.size() > 1) {
      assertThat(seen.get(1).target()).startsWith(BASE_OF_CONTROL);
    }
  }

  @Override
  public String toString() {
    return arm + (fallback ? " with" : " without") + " fallback";
  }
}
