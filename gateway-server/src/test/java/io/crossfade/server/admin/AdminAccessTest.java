package io.crossfade.server.admin;

import static io.crossfade.server.admin.AdminBench.BEARER;
import static io.crossfade.server.admin.AdminBench.JSON;
import static io.crossfade.server.admin.AdminBench.KEY;
import static io.crossfade.server.admin.AdminBench.MIGRATION;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.server.gateway.StartFailure;
import io.crossfade.server.testing.RawResponse;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets in. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AdminAccessTest {
  private static final String SESSION = "/v1/management/session";

  private AdminBench bench;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException, StartFailure {
    bench = new AdminBench(folder);
  }

  @AfterAll
  void stop() {
    bench.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/metrics", "/healthz", "/readyz", "/", "/page.css", "/page.js"})
  void open_paths_needNoKey(String path) {
    assertThat(bench.ask("GET", path, "").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/management/migrations",
        "/v1/management/migrations/",
        "/v1/management/migrations?expand=all",
        "/v1/management/config",
        "/v1/management/openapi.json",
        "/v1/management/nothing",
        "//v1/management/migrations",
        "/v1//management/migrations",
        "/V1/management/migrations",
        "/v1/Management/migrations",
        "/v1/management/migrations;x=1",
        "/%761/management/migrations",
        "/v1/management%2fmigrations",
        "/metrics/",
        "/metrics/../v1/management/migrations",
        "/./v1/management/migrations",
        "/page.css/../../v1/management/config",
        "/nothing",
        "/v1/chat/completions",
        "http://gateway/v1/management/migrations"
      })
  void everythingElse_withoutKey_isRefusedAlike(String path) {
    assertThat(bench.ask("GET", path, "").status()).isEqualTo(401);
    assertThat(bench.ask("POST", path, "{}", JSON).status()).isEqualTo(401);
  }

  @Test
  void refusal_missingAndWrongKey_isTheSame() {
    RawResponse missing = bench.ask("GET", MIGRATION, "");
    RawResponse wrong = bench.ask("GET", MIGRATION, "", "authorization: Bearer wrong");
    assertThat(wrong.status()).isEqualTo(401);
    assertThat(wrong.text()).isEqualTo(missing.text());
    assertThat(wrong.header("www-authenticate")).startsWith("Bearer");
    assertThat(wrong.headers().size()).isEqualTo(missing.headers().size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x-api-key: " + KEY,
        "cookie: crossfade_session=" + KEY,
        "authorization: Basic " + KEY,
        "authorization: " + KEY,
        "authorization: Bearer",
        "x-forwarded-for: 127.0.0.1",
        "x-original-url: /metrics",
        "x-forwarded-host: localhost"
      })
  void key_anywhereElse_opensNothing(String field) {
    assertThat(bench.ask("GET", MIGRATION + "?key=" + KEY, "", field).status()).isEqualTo(401);
  }

  @Test
  void write_foreignOrigin_isRefusedEvenWithTheKey() {
    for (String origin : new String[] {"http://evil.example", "null", "http://gateway.evil", "x"}) {
      RawResponse refused =
          bench.ask("POST", MIGRATION + "/pause", "{}", BEARER, JSON, "origin: " + origin);
      assertThat(refused.status()).as(origin).isEqualTo(403);
    }
    String session = "origin: http://evil.example";
    assertThat(bench.ask("POST", SESSION, "{}", BEARER, JSON, session).status()).isEqualTo(403);
  }

  @Test
  void write_notJson_isRefused() {
    String form = "content-type: application/x-www-form-urlencoded";
    for (String type : new String[] {form, "content-type: text/plain", "x-a: b"}) {
      RawResponse refused = bench.ask("POST", MIGRATION + "/pause", "{}", BEARER, type);
      assertThat(refused.status()).as(type).isEqualTo(415);
    }
  }

  @Test
  void options_fromAnotherSite_isGrantedNothing() {
    RawResponse answer =
        bench.ask(
            "OPTIONS",
            MIGRATION,
            "",
            "origin: http://evil.example",
            "access-control-request-method: POST");
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.headers().toString()).doesNotContain("access-control-");
  }

  @Test
  void session_openedByTheKey_readsAndWritesWithItsToken() {
    RawResponse opened = bench.ask("POST", SESSION, "{}", BEARER, JSON, "origin: http://gateway");
    assertThat(opened.status()).isEqualTo(201);
    assertThat(opened.header("set-cookie"))
        .contains("HttpOnly", "SameSite=Strict", "Path=/", "Max-Age=");
    String cookie = "cookie: a=b; " + String.valueOf(opened.header("set-cookie")).split(";", 2)[0];
    String csrf = "x-csrf-token: " + opened.json().path("csrf_token").asText();

    assertThat(bench.ask("GET", MIGRATION, "", cookie).status()).isEqualTo(200);
    assertThat(bench.ask("GET", SESSION, "", cookie).json()).isEqualTo(opened.json());
    assertThat(bench.ask("POST", MIGRATION + "/pause", "{}", cookie, JSON).status()).isEqualTo(403);
    String forged = "x-csrf-token: " + "0".repeat(64);
    assertThat(bench.ask("POST", MIGRATION + "/pause", "{}", cookie, JSON, forged).status())
        .isEqualTo(403);
    assertThat(bench.ask("POST", SESSION, "{}", cookie, JSON, csrf).status())
        .as("a session does not renew itself")
        .isEqualTo(401);
    RawResponse paused = bench.ask("POST", MIGRATION + "/pause", "{}", cookie, JSON, csrf);
    assertThat(paused.json().path("state").asText()).as(paused.text()).isEqualTo("paused");
    assertThat(bench.get(MIGRATION + "/events").text()).contains("\"actor\":\"dashboard\"");
  }

  @Test
  void secrets_anywhere_areNotTold() {
    String config = bench.get("/v1/management/config").text();
    assertThat(config).contains("${ADMIN_KEY}", "${PROVIDER_KEY}").doesNotContain(KEY, "sk-never");
    assertThat(bench.ask("GET", "/metrics", "").text()).doesNotContain(KEY, "sk-never");
  }
}
