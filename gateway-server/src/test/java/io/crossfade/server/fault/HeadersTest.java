package io.crossfade.server.fault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.http.Headers;
import io.crossfade.server.testing.Answer;
import io.crossfade.server.testing.FakeProvider;
import io.crossfade.server.testing.RawClient;
import io.crossfade.server.testing.RawResponse;
import io.netty.util.LeakPresenceDetector;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which header fields cross the gateway, in both directions. */
class HeadersTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
  private final FakeProvider first = new FakeProvider(Answer.json(200, Table.WHOLE));
  private final FakeProvider second = new FakeProvider(Answer.json(200, Table.WHOLE));
  private Plant plant;

  @BeforeEach
  void start(@TempDir Path folder) {
    LeakPresenceDetector.check();
    String yaml =
        """
        providers:
          own: {type: openai, base_url: "%1$s/v1", api_key: "${KEY}",
                forward_headers: [x-trace], organization: org-1, project: proj-1, retries: {max: 0}}
          theirs: {type: openai-compatible, base_url: "%2$s/v1", api_key: caller, retries: {max: 0}}
        routes:
          - {model: "own*", to: own}
          - {model: "theirs*", to: theirs, fallback: [own]}
        """
            .formatted(first.url(), second.url());
    plant = new Plant(folder, yaml, Map.of("KEY", "the-gateways-key"));
  }

  @AfterEach
  void stop() {
    plant.close();
    first.close();
    second.close();
    LeakPresenceDetector.check();
  }

  @ParameterizedTest
  @CsvSource({
    "accept, application/json",
    "openai-beta, assistants=v2",
    "idempotency-key, k-1",
    "anthropic-version, 2023-06-01",
    "anthropic-beta, a-1",
    "x-trace, t-1",
    "traceparent, 00-" + TRACE,
    "traceparent, cc-" + TRACE + "-more",
  })
  void request_fieldOfThePolicy_isForwarded(String name, String value) {
    assertThat(asked(name + ": " + value).get(name)).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x-api-key: k",
        "api-key: k",
        "x-goog-api-key: k",
        "cookie: a=b",
        "proxy-authorization: x",
        "forwarded: for=1.2.3.4",
        "x-forwarded-for: 1.2.3.4",
        "x-forwarded-host: h",
        "x-real-ip: 1.2.3.4",
        "x-crossfade-arm: control",
        "x-unknown: 1",
        "te: trailers",
        "upgrade: h2c",
        "origin: http://a",
        "referer: http://a",
        "x-stainless-os: x",
        "openai-organization-id: o",
        "traceparent: 00-" + TRACE + "-more",
        "traceparent: ff-" + TRACE,
        "traceparent: nonsense",
        "traceparent: 00-00000000000000000000000000000000-00f067aa0ba902b7-01"
      })
  void request_fieldOutsideThePolicy_isDropped(String field) {
    assertThat(asked(field).get(field.substring(0, field.indexOf(':')))).isNull();
  }

  @Test
  void request_whatWeSet_isOurs() {
    Headers sent =
        asked(
            "authorization: Bearer callers-key",
            "accept-encoding: gzip, br",
            "openai-organization: org-caller",
            "openai-project: proj-caller");
    assertThat(sent.all("authorization")).containsExactly("Bearer the-gateways-key");
    assertThat(sent.all("accept-encoding")).containsExactly("identity");
    assertThat(sent.all("user-agent")).containsExactly("crossfade");
    assertThat(sent.all("openai-organization")).containsExactly("org-1");
    assertThat(sent.all("openai-project")).containsExactly("proj-1");
    assertThat(sent.all("host")).containsExactly("127.0.0.1:" + first.address().getPort());
  }

  @Test
  void request_fieldsNamedByConnection_areDroppedButNeverOurs() {
    Headers sent =
        asked("connection: x-trace, authorization, host, content-length", "x-trace: t-1");
    assertThat(sent.get("x-trace")).isNull();
    assertThat(sent.get("authorization")).isEqualTo("Bearer the-gateways-key");
    assertThat(sent.get("host")).isNotNull();
    assertThat(sent.get("content-length")).isNotNull();
  }

  @Test
  void request_twoTraceparents_areNone() {
    assertThat(asked("traceparent: 00-" + TRACE, "traceparent: 00-" + TRACE).get("traceparent"))
        .isNull();
  }

  @Test
  void request_callersCredential_goesToHisProviderAndNeverToTheFallback() {
    second.script(Answer.json(500, "{}"));
    RawResponse answer = post("theirs-1", "authorization: Bearer callers-key");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(second.awaitRequest(0).headers().get("authorization"))
        .isEqualTo("Bearer callers-key");
    assertThat(first.awaitRequest(0).headers().get("authorization"))
        .isEqualTo("Bearer the-gateways-key");
    assertThat(first.awaitRequest(0).headers().toString()).doesNotContain("callers-key");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "content-disposition: attachment", "retry-after-ms: 5", "x-should-retry: false",
        "x-ratelimit-remaining-tokens: 7", "anthropic-organization-id: a",
            "openai-processing-ms: 8",
        "x-ms-region: eu", "request-id: r-1"
      })
  void answer_fieldOfThePolicy_isForwarded(String field) {
    String name = field.substring(0, field.indexOf(':'));
    assertThat(answered(field).header(name)).isEqualTo(field.substring(name.length() + 2));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "set-cookie: a=b",
        "server: nginx",
        "access-control-allow-origin: *",
        "via: 1.1 x",
        "strict-transport-security: max-age=1",
        "content-security-policy: x",
        "x-crossfade-arm: x",
        "keep-alive: timeout=5",
        "alt-svc: h3",
        "cf-ray: 1"
      })
  void answer_fieldOutsideThePolicy_isDropped(String field) {
    assertThat(answered(field).header(field.substring(0, field.indexOf(':')))).isNull();
  }

  @Test
  void answer_requestIds_areKeptApart() {
    RawResponse answer = answered("x-request-id: theirs");
    assertThat(answer.headers().all("x-request-id")).hasSize(1).doesNotContain("theirs");
    assertThat(answer.header("x-provider-request-id")).isEqualTo("theirs");
  }

  @ParameterizedTest
  @CsvSource({"abc-1, true", "'a b', false", "a;b, false", "urn:x/1@2+3=, true"})
  void requestId_sane_isKept(String id, boolean kept) {
    String returned = post("own-1", "x-request-id: " + id).header("x-request-id");
    assertThat(id.equals(returned)).isEqualTo(kept);
    assertThat(returned).isNotEmpty();
  }

  @Test
  void requestId_sentTwice_isReplaced() {
    RawResponse answer = post("own-1", "x-request-id: a", "x-request-id: a");
    assertThat(answer.headers().all("x-request-id")).hasSize(1).doesNotContain("a");
  }

  @Test
  void request_compressed_isSentPlain() {
    byte[] body = Gzip.of("{\"model\":\"own-1\"}".getBytes(UTF_8));
    try (RawClient caller = plant.caller()) {
      caller.send(
          "POST /v1/chat/completions HTTP/1.1\r\nhost: g\r\ncontent-type: application/json\r\n"
              + "content-encoding: gzip\r\ncontent-length: "
              + body.length
              + "\r\n\r\n");
      assertThat(caller.send(body).read().status()).isEqualTo(200);
    }
    assertThat(first.awaitRequest(0).text()).isEqualTo("{\"model\":\"own-1\"}");
    assertThat(first.awaitRequest(0).headers().get("content-encoding")).isNull();
  }

  private Headers asked(String... fields) {
    assertThat(post("own-1", fields).status()).isEqualTo(200);
    return first.awaitRequest(0).headers();
  }

  private RawResponse answered(String field) {
    first.script(Answer.whole(200, "application/json", Table.WHOLE.getBytes(UTF_8), field));
    return post("own-1");
  }

  private RawResponse post(String model, String... fields) {
    try (RawClient caller = plant.caller()) {
      return caller.post("/v1/chat/completions", "{\"model\":\"" + model + "\"}", fields).read();
    }
  }
}
