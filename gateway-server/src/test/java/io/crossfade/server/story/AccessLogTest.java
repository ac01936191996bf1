package io.crossfade.server.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.crossfade.server.testing.Await;
import io.crossfade.server.testing.RawClient;
import io.crossfade.server.testing.RawResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One line of JSON a call, whatever the call is like, and no secrets in it. */
final class AccessLogTest {
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir private Path folder;
  private Story story;

  @BeforeEach
  void begin() {
    story = Story.of(folder, "split: 100%");
  }

  @AfterEach
  void end() {
    story.close();
  }

  private JsonNode onlyLine() {
    Await.until(() -> story.accessLog().endsWith("}\n"));
    List<String> lines = story.accessLog().lines().toList();
    assertThat(lines).hasSize(1);
    try {
      return JSON.readTree(lines.getFirst());
    } catch (JsonProcessingException e) {
      throw new AssertionError(lines.getFirst(), e);
    }
  }

  @Test
  void line_ofAPlainCall_saysWhoServedWhatAndHowLong() {
    RawResponse _ =
        story.ask(Story.ASK, "x-request-id: req-7", "authorization: Bearer sk-secret-1");
    JsonNode line = onlyLine();
    assertThat(line.path("request_id").asText()).isEqualTo("req-7");
    assertThat(line.path("migration").asText()).isEqualTo("move");
    assertThat(line.path("arm").asText()).isEqualTo("candidate");
    assertThat(line.path("outcome").asText()).isEqualTo("ok");
    assertThat(line.path("status").asInt()).isEqualTo(200);
    assertThat(line.path("attempts").asInt()).isEqualTo(1);
    assertThat(line.path("model").asText()).isEqualTo("gpt-4o");
    assertThat(line.path("served_model").asText()).isEqualTo("gpt-4.1");
    assertThat(line.path("duration_ms").isNumber()).isTrue();
    assertThat(line.path("overhead_ms").isNumber()).isTrue();
    assertThat(line.toString())
        .doesNotContain("secret")
        .doesNotContain("Hi")
        .doesNotContain("I am");
  }

  @Test
  void line_ofARescuedCall_namesEveryAttempt() {
    story.next.script(Voice.OVERLOADED);
    RawResponse _ = story.ask(Story.STREAM);
    JsonNode line = onlyLine();
    assertThat(line.path("outcome").asText()).isEqualTo("unavailable");
    assertThat(line.path("tried").findValuesAsText("kind"))
        .containsExactly("first", "retry", "fallback");
    assertThat(line.path("served_by").asText()).isEqualTo("old");
    assertThat(line.path("ttft_ms").isNumber()).isTrue();
  }

  @Test
  void line_ofAHostileCall_isStillOneLineOfJson() {
    String model = "gpt\\\"}\\n{\\\"evil\\\":1\\u2028é";
    try (RawClient client = RawClient.to(story.address())) {
      RawResponse _ =
          client
              .post(
                  "/v1/chat/completions?q=%22%0a{\"evil\":'",
                  Story.ASK.replace("gpt-4o", model), "x-request-id: \"}{\t")
              .read();
    }
    JsonNode line = onlyLine();
    assertThat(line.has("evil")).isFalse();
    assertThat(line.path("request_id").asText()).hasSize(36);
  }
}
