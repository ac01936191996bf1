package io.crossfade.server.real.wiremock;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import io.crossfade.server.real.RunningGateway;
import io.crossfade.server.testing.RawClient;
import io.crossfade.server.testing.RawResponse;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What WireMock's faults look like to a caller, alone and with a healthy control behind. */
final class WireMockFaultsTest {
  private static final String GOOD =
      """
      {"choices":[{"index":0,"message":{"role":"assistant","content":"Hello"},\
      "finish_reason":"stop"}]}\
      """;
  private static final String FILE =
      """
      providers:
        old: {type: openai-compatible, base_url: "http://127.0.0.1:OLD/v1"}
        next:
          type: openai-compatible
          base_url: "http://127.0.0.1:NEXT/v1"
          timeouts: {first_byte: 1s, total: 3s}
          retries: {max: 0}
      routes:
        - {model: alone, to: next}
      migrations:
        - {name: move, from: old/gpt-4o, to: next/gpt-4.1, split: 100%, rollback: {mode: manual}}
      """;

  @TempDir private Path folder;
  private final WireMockServer old = server();
  private final WireMockServer next = server();

  /** What the provider does, and what the fault table says a caller sees of it. */
  record Mischief(String name, ResponseDefinitionBuilder answer, int status, String code) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Stream<Mischief> mischief() {
    return Stream.of(
        lost("reset", Fault.CONNECTION_RESET_BY_PEER, "provider_unavailable"),
        lost("nothing", Fault.EMPTY_RESPONSE, "provider_unavailable"),
        lost("garbage after 200", Fault.MALFORMED_RESPONSE_CHUNK, ""),
        lost("random data", Fault.RANDOM_DATA_THEN_CLOSE, ""),
        new Mischief("slow", okJson(GOOD).withFixedDelay(20_000), 504, "provider_timeout"),
        status("not JSON", 200, 502, "bad_provider_response"),
        status("moved", 302, 502, "bad_provider_response"),
        status("failing", 500, 502, "provider_error"),
        status("overloaded", 503, 503, "provider_overloaded"),
        status("limited", 429, 429, "rate_limit_exceeded"));
  }

  private static Mischief lost(String name, Fault fault, String code) {
    return new Mischief(name, aResponse().withFault(fault), 502, code);
  }

  private static Mischief status(String name, int sent, int told, String code) {
    return new Mischief(name, aResponse().withStatus(sent).withBody("<oops>"), told, code);
  }

  private static WireMockServer server() {
    return new WireMockServer(
        WireMockConfiguration.options().bindAddress("127.0.0.1").dynamicPort());
  }

  @BeforeEach
  void start() {
    old.start();
    next.start();
    old.stubFor(any(anyUrl()).willReturn(okJson(GOOD)));
  }

  @AfterEach
  void stop() {
    next.stop();
    old.stop();
  }

  private RunningGateway gateway(Mischief mischief) {
    next.stubFor(any(anyUrl()).willReturn(mischief.answer));
    return RunningGateway.start(
        folder,
        FILE.replace("OLD", String.valueOf(old.port()))
            .replace("NEXT", String.valueOf(next.port())));
  }

  private static RawResponse ask(RunningGateway gateway, String model) {
    try (RawClient client = RawClient.to(gateway.dataAddress())) {
      return client
          .post(
              "/v1/chat/completions",
              "{\"model\":\"%s\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}"
                  .formatted(model))
          .read();
    }
  }

  @ParameterizedTest
  @MethodSource("mischief")
  void fault_withoutFallback_isToldAsTheTableSays(Mischief mischief) {
    try (RunningGateway gateway = gateway(mischief)) {
      RawResponse answer = ask(gateway, "alone");
      assertThat(answer.status()).isEqualTo(mischief.status);
      assertThat(answer.json().at("/error/code").asText()).contains(mischief.code);
    }
  }

  @ParameterizedTest
  @MethodSource("mischief")
  void fault_withFallback_isNotSeen(Mischief mischief) {
    try (RunningGateway gateway = gateway(mischief)) {
      RawResponse answer = ask(gateway, "gpt-4o");
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.text()).isEqualTo(GOOD);
      assertThat(answer.header("x-crossfade-arm")).isEqualTo("candidate");
      assertThat(answer.header("x-crossfade-fallback")).isNotNull();
    }
  }
}
