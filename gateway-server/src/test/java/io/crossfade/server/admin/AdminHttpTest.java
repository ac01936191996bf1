package io.crossfade.server.admin;

import static io.crossfade.server.admin.AdminBench.BEARER;
import static io.crossfade.server.admin.AdminBench.JSON;
import static io.crossfade.server.admin.AdminBench.MIGRATION;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.server.gateway.StartFailure;
import io.crossfade.server.testing.RawClient;
import io.crossfade.server.testing.RawResponse;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the admin port speaks HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AdminHttpTest {
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
  @CsvSource(
      delimiter = '|',
      value = {
        "POST | /metrics | GET, HEAD",
        "DELETE | / | GET, HEAD",
        "PUT | /v1/management/migrations | GET, HEAD, POST",
        "DELETE | /v1/management/migrations/m | GET, HEAD, PATCH",
        "GET | /v1/management/migrations/m/rollback | POST",
        "PUT | /v1/management/session | GET, HEAD, POST",
        "OPTIONS | /v1/management/config | GET, HEAD"
      })
  void otherMethod_knownPath_isToldWhatThePathTakes(String method, String path, String allow) {
    RawResponse answer = bench.ask(method, path, "", BEARER, JSON);
    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.header("allow")).isEqualTo(allow);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/metrics", "/", "/v1/management/migrations", MIGRATION + "/events"})
  void head_anyRead_isGetWithoutBody(String path) {
    try (RawClient client = RawClient.to(bench.address())) {
      client.send(AdminBench.request("HEAD", path, "", BEARER, "accept: text/event-stream"));
      RawResponse head = client.readHead();
      assertThat(head.status()).isEqualTo(200);
      assertThat(head.header("content-type")).isEqualTo(bench.get(path).header("content-type"));
      client.send(AdminBench.request("GET", "/healthz", ""));
      assertThat(client.read().text()).isEqualTo("ok\n");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/chat/completions",
        "/v1/models",
        "/v1/management/migrations/other",
        "/v1/management/migrations/m/else",
        "/v1/management/migrations/m/events/1",
        "/openapi.json",
        "/index.html",
        "/page.css/"
      })
  void path_notOfThisPort_isNotFound(String path) {
    assertThat(bench.get(path).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/metrics",
        "/healthz",
        "/",
        "/page.js",
        "/v1/management/migrations",
        "/v1/management/session",
        "/v1/%6danagement/config"
      })
  void adminPath_onTheDataPort_isNotFoundAndNotPassedOn(String path) {
    try (RawClient client = RawClient.to(bench.gateway().dataAddress())) {
      client.send(AdminBench.request("GET", path, "", BEARER));
      assertThat(client.read().status()).isEqualTo(404);
    }
    assertThat(bench.provider.requests()).isEmpty();
  }

  @Test
  void body_overOneMegabyte_isTooLarge() {
    try (RawClient client = RawClient.to(bench.address())) {
      client.send(
          "POST "
              + MIGRATION
              + "/pause HTTP/1.1\r\nhost: gateway\r\n"
              + BEARER
              + "\r\n"
              + JSON
              + "\r\ncontent-length: 2000000\r\n\r\n"
              + " ".repeat((1 << 20) + 1));
      RawResponse answer = client.readHead();
      assertThat(answer.status()).isEqualTo(413);
    }
  }

  @Test
  void answers_ofTheApi_areNotStoredNorGuessedAt() {
    for (String path : new String[] {MIGRATION, "/v1/management/nothing", "/healthz"}) {
      RawResponse answer = bench.get(path);
      assertThat(answer.header("cache-control")).as(path).isEqualTo("no-store");
      assertThat(answer.header("x-content-type-options")).as(path).isEqualTo("nosniff");
      assertThat(answer.header("referrer-policy")).as(path).isEqualTo("no-referrer");
    }
  }

  @Test
  void page_askedAgainAndAgain_hasItsPolicyOnce() {
    for (int time = 0; time < 3; time++) {
      RawResponse page = bench.ask("GET", "/", "");
      assertThat(page.headers().all("content-security-policy")).hasSize(1);
      assertThat(page.headers().all("date")).hasSize(1);
      assertThat(page.header("content-security-policy"))
          .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
          .doesNotContain("unsafe");
    }
  }
}
