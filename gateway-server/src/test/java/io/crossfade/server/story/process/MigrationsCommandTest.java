package io.crossfade.server.story.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.crossfade.routing.migration.Phase;
import io.crossfade.server.story.Story;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An operator at the command line, beside a running gateway. */
final class MigrationsCommandTest {
  @TempDir private Path folder;
  private Story story;

  @BeforeEach
  void begin() {
    story = Story.of(folder, "split: 5%");
  }

  @AfterEach
  void end() {
    story.close();
  }

  private String url() {
    return "http://127.0.0.1:" + story.gateway().adminAddress().getPort();
  }

  /** {@code gateway migrations ARGUMENTS}, on the gateway's own host. */
  private Child migrations(Object... arguments) {
    return Child.run(line(arguments));
  }

  private Object[] line(Object... arguments) {
    List<Object> all = new ArrayList<>(List.of("migrations"));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--admin", url(), "--data", story.data));
    return all.toArray();
  }

  private static JsonNode json(Child child) {
    assertThat(child.exit()).as(child.output()).isZero();
    try {
      return new JsonMapper().readTree(child.output());
    } catch (JsonProcessingException e) {
      throw new AssertionError(child.output(), e);
    }
  }

  @Test
  void verbs_oneMigration_needNoNameAndActAtOnce() {
    assertThat(json(migrations("split", "move", "25%")).path("split").asDouble()).isEqualTo(25);
    assertThat(story.state().splitBuckets()).isEqualTo(2_500);
    assertThat(json(migrations("pause")).path("state").asText()).isEqualTo("paused");
    assertThat(json(migrations("resume", "move")).path("state").asText()).isEqualTo("running");
    JsonNode back = json(migrations("rollback", "--reason", "slow answers"));
    assertThat(back.path("reason").asText()).isEqualTo("operator: slow answers");
    assertThat(story.state().phase()).isEqualTo(Phase.ROLLED_BACK);
    String user = System.getProperty("user.name");
    assertThat(story.admin().events("move").path(5).path("actor").asText())
        .isEqualTo("admin-key:" + user);
  }

  @Test
  void reads_asTables_areReadable() {
    Child list = migrations("list", "--no-json");
    assertThat(list.exit()).isZero();
    assertThat(list.output())
        .containsPattern("NAME +STATE +SPLIT")
        .containsPattern("move +running +5%");
    Child show = migrations("show", "move", "--no-json");
    assertThat(show.exit()).isZero();
    assertThat(show.output()).containsPattern("to +next/gpt-4.1, 5%");
    Child plan = migrations("plan", "--no-json");
    assertThat(plan.exit()).isZero();
    assertThat(plan.output())
        .containsPattern("strategy +canary")
        .containsPattern("now +running at 5%, step 0");
  }

  @Test
  void made_fromTheCommandLine_waitsUntilItIsStarted() {
    Child made = migrations("create", "old/gpt-4o-mini", "--name", "mini", "--no-analyze");
    assertThat(json(made).path("status").asText()).isEqualTo("draft");
    Child settled =
        migrations("configure", "mini", "--to", "next/gpt-4.1", "--set", "canary_percentage=5");
    assertThat(json(settled).at("/settings/split").asText()).isEqualTo("5%");
    assertThat(json(migrations("plan", "mini")).at("/declared/split").asText()).isEqualTo("5%");
    assertRefused(migrations("start", "mini"), 1, "with force");
    JsonNode begun = json(migrations("start", "mini", "--force"));
    assertThat(begun.path("state").asText()).isEqualTo("running");
  }

  @Test
  void events_followed_goOnAsThingsHappen() {
    assertThat(json(migrations("events")).path("data")).hasSize(2);
    try (Child follower = migrations("events", "move", "--follow", "--no-json")) {
      follower.awaitLine("Execute");
      assertThat(story.admin().act("move", "pause").status()).isEqualTo(200);
      follower.awaitLine("running -> paused at 5%, by admin-key:ada: because");
    }
  }

  @Test
  void requests_thatCannotBe_areAnsweredWithASentence() throws IOException {
    assertRefused(migrations("confirm"), 1, "answered 409 invalid_transition", "is not possible");
    assertRefused(migrations("show", "nobody"), 1, "answered 404 unknown_migration");
    assertRefused(migrations("split", "move", "lots"), 2, "'lots' is no percentage; write 25%");
    Path wrong = Files.writeString(folder.resolve("wrong.key"), "wrong");
    assertRefused(migrations("list", "--key-file", wrong), 1, "does not know this key");
    String url = url();
    story.stop();
    assertRefused(
        Child.run("migrations", "list", "--admin", url, "--data", story.data),
        1,
        "no gateway answers at " + url);
    assertRefused(Child.run("migrations"), 2, "gateway migrations list");
    Child help = Child.ran("migrations", "rollback", "--help");
    assertThat(help.output()).contains("Sends everything to the old side, at once.", "--admin");
  }

  private static void assertRefused(Child child, int status, String... parts) {
    assertThat(child.exit()).as(child.output()).isEqualTo(status);
    assertThat(child.output()).contains(parts).doesNotContain("\tat ");
  }
}
