package io.crossfade.server.translate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.crossfade.server.real.RunningGateway;
import io.crossfade.server.story.Story;
import io.crossfade.server.testing.Answer;
import io.crossfade.server.testing.Await;
import io.crossfade.server.testing.FakeProvider;
import io.crossfade.server.testing.RawClient;
import io.crossfade.server.testing.RawResponse;
import io.crossfade.server.testing.SeenRequest;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Accounts of Google Cloud, from their file to the model they ask. */
final class VertexAccountTest {
  private static final Answer HELLO =
      Answer.json(
          200,
          """
          {"candidates":[{"content":{"role":"model","parts":[{"text":"hello"}]},\
          "finishReason":"STOP"}],"usageMetadata":{"promptTokenCount":1,"candidatesTokenCount":1}}\
          """);

  @TempDir private Path folder;
  private final AtomicInteger issued = new AtomicInteger();
  private final FakeProvider tokens = new FakeProvider(_ -> token(3_600));
  private final FakeProvider models = new FakeProvider(HELLO);
  private @Nullable RunningGateway gateway;

  @AfterEach
  void stop() {
    if (gateway != null) {
      gateway.close();
    }
    tokens.close();
    models.close();
  }

  @Test
  void call_ofAServiceAccount_carriesTheTokenItsProofBought()
      throws IOException, GeneralSecurityException {
    KeyPair keys = keys();
    start(serviceAccount(keys), Map.of());
    Await.until(() -> ask().status() == 200);
    SeenRequest seen = models.requests().getLast();
    assertThat(seen.headers().all("authorization")).containsExactly("Bearer google-token-1");
    SeenRequest asked = tokens.requests().getFirst();
    assertThat(asked.target()).isEqualTo("/token");
    String form = URLDecoder.decode(asked.text(), UTF_8);
    assertThat(form).startsWith("grant_type=urn:ietf:params:oauth:grant-type:jwt-bearer&");
    String[] proof = form.substring(form.indexOf("assertion=") + 10).split("\\.", -1);
    assertThat(json(proof[0]).path("kid").asText()).isEqualTo("key-1");
    JsonNode claims = json(proof[1]);
    assertThat(claims.path("iss").asText()).isEqualTo("robot@my-project.example");
    assertThat(claims.path("aud").asText()).isEqualTo(tokens.url() + "/token");
    assertThat(claims.path("scope").asText()).endsWith("/auth/cloud-platform");
    assertThat(claims.path("exp").asLong() - claims.path("iat").asLong()).isEqualTo(3_600);
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initVerify(keys.getPublic());
    signature.update((proof[0] + "." + proof[1]).getBytes(UTF_8));
    assertThat(signature.verify(Base64.getUrlDecoder().decode(proof[2]))).isTrue();
  }

  @Test
  void call_whenATokenIsAboutToExpire_carriesTheNext()
      throws IOException, GeneralSecurityException {
    tokens.script(_ -> token(2));
    start(serviceAccount(keys()), Map.of());
    Await.until(() -> issued.get() >= 3);
    Await.until(() -> ask().status() == 200);
    assertThat(models.requests().getLast().headers().get("authorization"))
        .isNotEqualTo("Bearer google-token-1");
  }

  @Test
  void call_ofADefaultUser_carriesTheTokenOfItsFile() throws IOException {
    String file =
        write(
            """
            {"type":"authorized_user","client_id":"c-1","client_secret":"s-1",
             "refresh_token":"r/1","token_uri":"%s/token"}
            """
                .formatted(tokens.url()));
    start("default", Map.of("GOOGLE_APPLICATION_CREDENTIALS", file));
    Await.until(() -> ask().status() == 200);
    assertThat(tokens.requests().getFirst().text())
        .isEqualTo("grant_type=refresh_token&client_id=c-1&client_secret=s-1&refresh_token=r%2F1");
  }

  @Test
  void call_onAMachineOfGoogles_carriesItsToken() {
    String host = "127.0.0.1:" + tokens.address().getPort();
    start("default", Map.of("GCE_METADATA_HOST", host, "HOME", folder.toString()));
    Await.until(() -> ask().status() == 200);
    SeenRequest asked = tokens.requests().getFirst();
    assertThat(asked.method()).isEqualTo("GET");
    assertThat(asked.target())
        .isEqualTo("/computeMetadata/v1/instance/service-accounts/default/token");
    assertThat(asked.headers().get("metadata-flavor")).isEqualTo("Google");
  }

  @Test
  void call_withAFileOfNoUse_isRefusedUntilAnotherStandsThere()
      throws IOException, GeneralSecurityException {
    String file = write("{\"type\":\"service_account\",\"private_key\":\"SECRET no key\"}");
    start(file, Map.of());
    RawResponse refused = ask();
    assertThat(refused.status()).isEqualTo(502);
    assertThat(refused.json().at("/error/code").asText()).isEqualTo("provider_auth_failed");
    assertThat(refused.text()).doesNotContain("SECRET", file);
    assertThat(models.requests()).isEmpty();
    assertThat(serviceAccount(keys())).isEqualTo(file);
    Await.until(() -> ask().status() == 200);
  }

  private Answer token(int seconds) {
    return Answer.json(
        200,
        """
        {"access_token":"google-token-%d","expires_in":%d,"token_type":"Bearer"}\
        """
            .formatted(issued.incrementAndGet(), seconds));
  }

  private static KeyPair keys() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2_048);
    return generator.generateKeyPair();
  }

  private String serviceAccount(KeyPair keys) throws IOException {
    String key =
        Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(keys.getPrivate().getEncoded());
    List<String> pem = List.of("-----BEGIN PRIVATE KEY-----", key, "-----END PRIVATE KEY-----", "");
    return write(
        new ObjectMapper()
            .createObjectNode()
            .put("type", "service_account")
            .put("project_id", "my-project")
            .put("private_key_id", "key-1")
            .put("private_key", String.join("\n", pem))
            .put("client_email", "robot@my-project.example")
            .put("token_uri", tokens.url() + "/token")
            .toString());
  }

  private String write(String account) throws IOException {
    return Files.writeString(folder.resolve("account.json"), account).toString();
  }

  private static JsonNode json(String base64) throws IOException {
    return new ObjectMapper().readTree(Base64.getUrlDecoder().decode(base64));
  }

  private void start(String credentials, Map<String, String> environment) {
    gateway =
        RunningGateway.start(
            folder.resolve("gateway"),
            """
            providers:
              vx: {type: vertex, project: my-project, base_url: "%s", credentials: "%s",
                   retries: {max: 0}}
            routes:
              - {model: "*", to: vx/gemini-2.5-flash}
            """
                .formatted(models.url(), credentials),
            environment);
  }

  private RawResponse ask() {
    try (RawClient client = RawClient.to(requireNonNull(gateway).dataAddress())) {
      return client.post(Story.CHAT, Story.ASK).read();
    }
  }
}
