package io.crossfade.server.notice;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.crossfade.routing.migration.Phase;
import io.crossfade.server.story.Load;
import io.crossfade.server.story.Story;
import io.crossfade.server.testing.Answer;
import io.crossfade.server.testing.Await;
import io.crossfade.server.testing.FakeProvider;
import io.crossfade.server.testing.SeenRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Those who want to hear of a migration do, each in its own form, and nothing they should not. */
final class NotifyTest {
  @TempDir private Path folder;
  private final FakeProvider receiver = new FakeProvider(Answer.json(202, "{}"));
  private Story story;

  @BeforeEach
  void begin() {
    story = new Story(folder);
    story.save(
        Story.move("split: 50%, notify: [ops, chat, night]")
            + """
            notify:
              ops: {webhook: "http://127.0.0.1:PORT/ops", secret: signing-key-1}
              chat: {slack: "http://127.0.0.1:PORT/chat"}
              night: {pagerduty: routing-key-1, url: "http://127.0.0.1:PORT/night"}
              others: {webhook: "http://127.0.0.1:PORT/others"}
            """
                .replace("PORT", String.valueOf(receiver.address().getPort())));
    story.start();
  }

  @AfterEach
  void end() {
    story.close();
    receiver.close();
  }

  private List<JsonNode> at(String target) {
    return receiver.requests().stream()
        .filter(seen -> seen.target().equals(target))
        .map(SeenRequest::json)
        .toList();
  }

  @Test
  void operatorsRollback_reachesEveryFormAndResolvesAfterwards() {
    assertThat(story.admin().act("move", "pause").status()).isEqualTo(200);
    assertThat(story.admin().act("move", "rollback").status()).isEqualTo(200);
    assertThat(story.admin().act("move", "resume").status()).isEqualTo(200);
    Await.until(
        () -> at("/ops").size() == 3 && at("/chat").size() == 3 && at("/night").size() == 2);

    assertThat(at("/ops"))
        .extracting(json -> json.path("kind").asText())
        .containsExactly("step", "trouble", "cleared");
    JsonNode back = at("/ops").get(1);
    assertThat(back.path("migration").asText()).isEqualTo("move");
    assertThat(back.path("name").asText()).isEqualTo("OperatorRollback");
    assertThat(back.path("summary").asText()).contains("rolled back", "ada", "because");
    assertThat(back.path("critical").asBoolean()).isTrue();
    assertThat(at("/chat").get(1).path("text").asText()).startsWith(":rotating_light: migration");

    JsonNode incident = at("/night").getFirst();
    assertThat(incident.path("routing_key").asText()).isEqualTo("routing-key-1");
    assertThat(incident.path("event_action").asText()).isEqualTo("trigger");
    assertThat(incident.at("/payload/severity").asText()).isEqualTo("critical");
    JsonNode resolved = at("/night").getLast();
    assertThat(resolved.path("event_action").asText()).isEqualTo("resolve");
    assertThat(resolved.path("dedup_key")).isEqualTo(incident.path("dedup_key"));
    assertThat(at("/others")).as("it was not asked for").isEmpty();
    Await.until(() -> delivered("ops") == 3);
  }

  private double delivered(String target) {
    String line =
        story
            .admin()
            .metrics(
                "crossfade_notices_total{result=\"delivered\",target=\"%s\"".formatted(target));
    return line.isBlank() ? 0 : Double.parseDouble(line.strip().split(" ", -1)[1]);
  }

  @Test
  void failingCandidate_isToldWithNumbersAndWithoutSecretsOrPrompts() {
    story.next.script(_ -> Answer.json(500, "{\"error\":{\"message\":\"SECRET prompt\"}}"));
    try (Load _ = Load.on(story.address(), 4, Duration.ofMillis(10))) {
      story.await(Phase.ROLLED_BACK);
    }
    Await.until(
        () -> at("/ops").stream().anyMatch(json -> json.path("name").asText().equals("RollBack")));
    Await.until(
        () -> at("/ops").stream().anyMatch(json -> json.path("kind").asText().equals("alert")));
    String all = receiver.requests().stream().map(SeenRequest::text).reduce("", String::concat);
    assertThat(all)
        .contains("was rolled back", "candidate_error_rate")
        .doesNotContain("SECRET", "signing-key-1", "I am the");
  }
}
