package io.crossfade.server.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.crossfade.server.testing.RawResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may call, and for whom a migration is. */
final class CallerKeysTest {
  private static final String KEYS =
      """
      keys:
        - {id: ci, key: ci-secret-12345, tenant: search}
        - {id: web, key: web-secret-12345, tenant: shop}
      """;

  @TempDir private Path folder;
  private Story story;

  @BeforeEach
  void begin() {
    story = new Story(folder);
    story.save(Story.move("split: 100%") + KEYS);
    story.start();
  }

  @AfterEach
  void end() {
    story.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x-none: 1",
        "authorization: Bearer wrong",
        "authorization: Bearer ",
        "authorization: Basic ci-secret-12345",
        "x-api-key: web-secret-1234",
      })
  void call_withoutAGoodKey_is401InOpenAisShape(String field) {
    RawResponse answer = story.ask(Story.ASK, field);
    assertThat(answer.status()).isEqualTo(401);
    JsonNode error = answer.json().path("error");
    assertThat(error.path("code").asText()).isEqualTo("invalid_api_key");
    assertThat(error.path("message").asText()).isNotEmpty();
    assertThat(error.has("param")).isTrue();
    assertThat(story.old.requests()).isEmpty();
    assertThat(story.next.requests()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "authorization: Bearer ci-secret-12345",
        "authorization: bearer ci-secret-12345",
        "x-api-key: ci-secret-12345",
        "api-key: ci-secret-12345",
      })
  void call_withItsKeyWhereSdksPutIt_isServedAndTheKeyStaysHere(String field) {
    assertThat(story.ask(Story.ASK, field).status()).isEqualTo(200);
    assertThat(story.next.requests().getLast().headers().toString()).doesNotContain("ci-secret");
    assertThat(story.accessLog()).doesNotContain("ci-secret");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{key: [ci]}                      | ci  | x: 1            | candidate",
        "{key: [ci]}                      | web | x: 1            | ",
        "{tenant: [shop]}           | web | x: 1            | candidate",
        "{tenant: [shop]}           | ci  | x: 1            | ",
        "{header: {x-plan: [beta, in]}}   | ci  | x-plan: beta    | candidate",
        "{header: {x-plan: [beta, in]}}   | ci  | x-plan: Beta    | ",
        "{header: {cf-ipcountry: [DE]}}   | ci  | CF-IPCountry: DE | candidate",
        "{header: {cf-ipcountry: [DE]}}   | ci  | CF-IPCountry: FR | ",
        "{user: [ann]}                    | ci  | x-user-id: ann  | candidate",
        "{user: [ann]}                    | ci  | x-user-id: bob  | ",
        "{key: [ci], header: {x-p: [b]}}      | ci  | x-p: b          | candidate",
        "{key: [ci], header: {x-p: [b]}}      | web | x-p: b          | ",
      })
  void only_rule_saysWhoTakesPart(String only, String key, String field, String arm) {
    story.apply(Story.move("split: 100%, only: " + only) + KEYS);
    RawResponse answer =
        story.ask(Story.ASK, "authorization: Bearer " + key + "-secret-12345", field);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("x-crossfade-arm")).isEqualTo(arm);
    assertThat(answer.text()).contains(arm == null ? "the old one" : "the new one");
  }

  @Test
  void key_removedByAReload_opensNothingAnyMore() {
    assertThat(story.ask(Story.ASK, "api-key: web-secret-12345").status()).isEqualTo(200);
    story.apply(Story.move("split: 100%") + KEYS.replaceFirst("  - \\{id: web.*\n", ""));
    assertThat(story.ask(Story.ASK, "api-key: web-secret-12345").status()).isEqualTo(401);
    assertThat(story.ask(Story.ASK, "api-key: ci-secret-12345").status()).isEqualTo(200);
  }

  @Test
  void stickyByKey_usesItsIdNeverItsSecret() {
    story.apply(Story.move("split: 50%, sticky_by: key") + KEYS);
    String before = arm("ci-secret-12345");
    story.apply(Story.move("split: 50%, sticky_by: key") + KEYS.replace("ci-secret", "ci-other"));
    assertThat(arm("ci-other-12345")).isEqualTo(before);
  }

  private String arm(String secret) {
    return String.valueOf(story.ask(Story.ASK, "api-key: " + secret).header("x-crossfade-arm"));
  }
}
