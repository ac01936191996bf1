package io.crossfade.server.azure;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.server.real.RunningGateway;
import io.crossfade.server.story.Story;
import io.crossfade.server.story.Voice;
import io.crossfade.server.testing.Answer;
import io.crossfade.server.testing.Await;
import io.crossfade.server.testing.FakeProvider;
import io.crossfade.server.testing.RawClient;
import io.crossfade.server.testing.RawResponse;
import io.crossfade.server.testing.SeenRequest;
import io.crossfade.server.upstream.Certificates;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.IdentityCipherSuiteFilter;
import io.netty.handler.ssl.JdkSslContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens of Entra, from their issue to the resource they are shown to. */
final class EntraTest {
  private static final String CLIENT_SECRET = "client-secret-12345";
  private static final String APP =
      "{tenant: our.example, client_id: app-1, client_secret: \"${CLIENT_SECRET}\", authority:"
          + " \"%s\"}";

  @TempDir private Path folder;
  private final AtomicInteger issued = new AtomicInteger();
  private final FakeProvider entra = new FakeProvider(_ -> token(3_600));
  private final FakeProvider resource = new FakeProvider(new Voice("hello"));
  private @Nullable RunningGateway gateway;

  @AfterEach
  void stop() {
    if (gateway != null) {
      gateway.close();
    }
    entra.close();
    resource.close();
  }

  @Test
  void call_ofAnApplication_carriesItsToken() {
    start(APP.formatted(entra.url()), Map.of());
    Await.until(() -> ask().status() == 200);
    SeenRequest asked = entra.requests().getFirst();
    assertThat(asked.target()).isEqualTo("/our.example/oauth2/v2.0/token");
    assertThat(asked.text())
        .contains(
            "grant_type=client_credentials",
            "client_id=app-1",
            "client_secret=" + CLIENT_SECRET,
            "scope=https%3A%2F%2Fcognitiveservices.azure.com%2F.default");
    SeenRequest seen = resource.requests().getFirst();
    assertThat(seen.headers().all("authorization")).containsExactly("Bearer opaque-token-1");
    assertThat(seen.headers().contains("api-key")).isFalse();
    assertThat(entra.requests()).hasSize(1);
  }

  @Test
  void call_whenATokenIsAboutToExpire_carriesTheNext() {
    entra.script(_ -> token(2));
    start(APP.formatted(entra.url()), Map.of());
    Await.until(() -> issued.get() >= 3);
    Await.until(() -> ask().status() == 200);
    Set<String> shown =
        resource.requests().stream()
            .flatMap(seen -> seen.headers().all("authorization").stream())
            .collect(Collectors.toSet());
    assertThat(shown).isNotEmpty().doesNotContain("Bearer opaque-token-1");
  }

  @Test
  void call_whileThereIsNoToken_isRefusedUntilThereIs() {
    entra.script(
        Answer.json(
            401,
            """
            {"error":"invalid_client","error_description":"AADSTS7000215: Invalid secret \
            client-secret-12345 provided.\\r\\nTrace ID: 1"}\
            """));
    start(APP.formatted(entra.url()), Map.of());
    RawResponse refused = ask();
    assertThat(refused.status()).isEqualTo(502);
    assertThat(refused.json().at("/error/code").asText()).isEqualTo("provider_auth_failed");
    assertThat(refused.text()).doesNotContain("secret", "AADSTS");
    assertThat(resource.requests()).isEmpty();
    entra.script(_ -> token(3_600));
    Await.until(() -> ask().status() == 200);
  }

  @Test
  void resource_thatEchoesTheToken_isNotQuoted() {
    resource.script(
        Answer.json(
            400,
            """
            {"error":{"message":"odd opaque-token-1","type":"invalid_request_error"}}\
            """));
    start(APP.formatted(entra.url()), Map.of());
    RawResponse answer = ask();
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text()).contains("odd ***").doesNotContain("opaque-token");
  }

  @Test
  void call_ofAMachine_carriesTheTokenOfItsIdentity() {
    start("managed_identity", Map.of("AZURE_POD_IDENTITY_AUTHORITY_HOST", entra.url() + "/"));
    Await.until(() -> ask().status() == 200);
    SeenRequest asked = entra.requests().getFirst();
    assertThat(asked.method()).isEqualTo("GET");
    assertThat(asked.target())
        .isEqualTo(
            "/metadata/identity/oauth2/token"
                + "?resource=https%3A%2F%2Fcognitiveservices.azure.com&api-version=2018-02-01");
    assertThat(asked.headers().get("metadata")).isEqualTo("true");
  }

  @Test
  void call_onAppService_carriesTheTokenOfItsIdentity() {
    start(
        "{managed_identity: user-1}",
        Map.of("IDENTITY_ENDPOINT", entra.url() + "/msi/token", "IDENTITY_HEADER", "h-1"));
    Await.until(() -> ask().status() == 200);
    SeenRequest asked = entra.requests().getFirst();
    assertThat(asked.target())
        .startsWith("/msi/token?resource=")
        .endsWith("&client_id=user-1&api-version=2019-08-01");
    assertThat(asked.headers().get("x-identity-header")).isEqualTo("h-1");
  }

  @Test
  void call_ofAWorkload_tradesItsFileForAToken() throws IOException {
    Path file = Files.writeString(folder.resolve("token"), "kubernetes-token\n");
    start(
        "workload_identity",
        Map.of(
            "AZURE_AUTHORITY_HOST",
            entra.url() + "/",
            "AZURE_TENANT_ID",
            "tenant-1",
            "AZURE_CLIENT_ID",
            "client-1",
            "AZURE_FEDERATED_TOKEN_FILE",
            file.toString()));
    Await.until(() -> ask().status() == 200);
    SeenRequest asked = entra.requests().getFirst();
    assertThat(asked.target()).isEqualTo("/tenant-1/oauth2/v2.0/token");
    assertThat(asked.text())
        .contains("client_id=client-1", "client_assertion=kubernetes-token", "jwt-bearer")
        .doesNotContain("client_secret");
  }

  @Test
  void entra_withACertificateOfOurOwnAuthority_isTrusted()
      throws IOException, InterruptedException, GeneralSecurityException {
    Certificates own = Certificates.make(folder, "ip:127.0.0.1");
    try (FakeProvider secure = new FakeProvider(_ -> token(3_600), server(own))) {
      start(
          APP.formatted("https://127.0.0.1:" + secure.address().getPort()),
          Map.of("SSL_CERT_FILE", own.pem().toString()));
      Await.until(() -> ask().status() == 200);
    }
  }

  @Test
  void entra_withACertificateForAnotherHost_isNotTold()
      throws IOException, InterruptedException, GeneralSecurityException {
    Certificates other = Certificates.make(folder, "dns:other.example");
    try (FakeProvider secure = new FakeProvider(_ -> token(3_600), server(other))) {
      start(
          APP.formatted("https://127.0.0.1:" + secure.address().getPort()),
          Map.of("SSL_CERT_FILE", other.pem().toString()));
      assertThat(ask().status()).isEqualTo(502);
      assertThat(secure.requests()).isEmpty();
    }
  }

  private static JdkSslContext server(Certificates certificates)
      throws IOException, GeneralSecurityException {
    return new JdkSslContext(
        certificates.context(),
        false,
        null,
        IdentityCipherSuiteFilter.INSTANCE,
        null,
        ClientAuth.NONE,
        null,
        false);
  }

  private Answer token(int seconds) {
    return Answer.json(
        200,
        """
        {"token_type":"Bearer","expires_in":%d,"access_token":"opaque-token-%d"}\
        """
            .formatted(seconds, issued.incrementAndGet()));
  }

  private void start(String credentials, Map<String, String> environment) {
    Map<String, String> all = new HashMap<>(environment);
    all.put("CLIENT_SECRET", CLIENT_SECRET);
    gateway =
        RunningGateway.start(
            folder.resolve("gateway"),
            """
            providers:
              az: {type: azure, base_url: "%s", credentials: %s, retries: {max: 0}}
            """
                .formatted(resource.url(), credentials),
            all);
  }

  private RawResponse ask() {
    try (RawClient client = RawClient.to(requireNonNull(gateway).dataAddress())) {
      return client.post(Story.CHAT, Story.ASK).read();
    }
  }
}
