package io.crossfade.server.story.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.crossfade.server.story.Story;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code gateway explain} tells what a request of that name would really meet. */
final class ExplainCommandTest {
  @TempDir private Path folder;
  private Story story;

  @BeforeEach
  void begin() {
    story = new Story(folder);
    story.save(
        Story.move("split: 50%, only: {tenant: [search]}")
            + """
            keys: [{id: ci, key: ci-secret-12345, tenant: search}]
            """);
  }

  @AfterEach
  void end() {
    story.close();
  }

  private Child explain(Object... more) {
    Object[] all = new Object[more.length + 9];
    Object[] first = {
      "explain", "--config", story.file, "--data", story.data, "--model", "gpt-4o", "--key-id", "ci"
    };
    System.arraycopy(first, 0, all, 0, first.length);
    System.arraycopy(more, 0, all, first.length, more.length);
    return Child.ran(all);
  }

  private static JsonNode json(Child child) {
    try {
      return new JsonMapper().readTree(child.output());
    } catch (JsonProcessingException e) {
      throw new AssertionError(child.output(), e);
    }
  }

  @Test
  void explain_fileAlone_tellsEverything() {
    Child child = explain("--id", "req-0001");
    assertThat(child.exit()).as(child.output()).isZero();
    assertThat(child.output())
        .containsPattern("model +gpt-4o")
        .containsPattern("migration +move")
        .containsPattern("cohort key +req-0001")
        .containsPattern("bucket +\\d+")
        .containsPattern("upstream url +http://127.0.0.1")
        .contains("there is no store");
  }

  @Test
  void explain_everyWayToAsk_agreesWithTheRunningGateway() {
    story.start();
    String base = "http://127.0.0.1:" + story.gateway().adminAddress().getPort();
    for (String id : new String[] {"req-1", "req-2"}) {
      String arm =
          story
              .ask(Story.ASK, "x-request-id: " + id, "authorization: Bearer ci-secret-12345")
              .header("x-crossfade-arm");
      JsonNode byFile = json(explain("--id", id, "--json"));
      JsonNode byGateway = json(explain("--id", id, "--json", "--admin", base));
      assertThat(byFile.path("arm").asText()).isEqualTo(arm);
      assertThat(byFile.path("source").asText()).contains("the store");
      assertThat(byGateway.path("arm").asText()).isEqualTo(arm);
      assertThat(byGateway.path("source").asText()).isEqualTo("the gateway at " + base);
    }
  }

  @Test
  void explain_rolledBackInTheStore_isControl() {
    story.start();
    assertThat(story.admin().act("move", "rollback").status()).isEqualTo(200);
    story.stop();
    JsonNode decision = json(explain("--id", "req-1", "--json"));
    assertThat(decision.path("arm").asText()).isEqualTo("control");
    assertThat(decision.path("split").asDouble()).isZero();
  }

  @Test
  void explain_withoutAGatewayThere_saysSo() {
    story.start();
    Child child = explain("--id", "req-1", "--admin", "http://127.0.0.1:1");
    assertThat(child.exit()).isEqualTo(1);
    assertThat(child.output())
        .contains("no gateway answers at http://127.0.0.1:1")
        .doesNotContain("\tat ");
  }

  @Test
  void explain_badArguments_exits2() {
    assertThat(explain("--id", "r", "--header", "nothing").exit()).isEqualTo(2);
    assertThat(Child.ran("explain", "--model", "m").exit()).isEqualTo(2);
  }
}
