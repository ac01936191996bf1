package io.crossfade.server.story.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossfade.server.story.Admin;
import io.crossfade.server.story.Story;
import io.crossfade.server.story.Voice;
import io.crossfade.server.testing.Answer;
import io.crossfade.server.testing.Await;
import io.crossfade.server.testing.Hold;
import io.crossfade.server.testing.RawClient;
import io.crossfade.server.testing.SseReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a running process ends, and what a later one finds. */
final class ServeEndTest {
  @TempDir private Path folder;
  private Story story;

  @BeforeEach
  void begin() {
    story = new Story(folder);
    story.save(Story.move("split: 100%"));
  }

  @AfterEach
  void end() {
    story.close();
  }

  private Child serving() {
    return Child.serving(story.file, story.data);
  }

  private Admin admin(Child child) {
    return new Admin(child.adminAddress(), story.data);
  }

  @Test
  void sigterm_duringAStream_finishesItAndExits0() {
    Hold hold = new Hold();
    story.next.script(held(hold));
    try (Child child = serving();
        RawClient client = RawClient.to(child.dataAddress())) {
      client.post(Story.CHAT, Story.STREAM);
      assertThat(client.readHead().status()).isEqualTo(200);
      SseReader events = client.events();
      assertThat(events.next()).contains("assistant");

      child.signal("TERM");
      Await.until(() -> admin(child).get("/readyz").status() == 503);
      Await.until(() -> isRefused(child));
      assertThat(admin(child).get("/healthz").status()).isEqualTo(200);

      hold.release();
      List<String> rest = events.toEnd();
      assertThat(rest.getFirst()).contains("I am the new one.");
      assertThat(rest.getLast()).isEqualTo("data: [DONE]");
      client.awaitClosed();
      assertThat(child.exit()).as(child.output()).isZero();
    }
  }

  private static Answer held(Hold hold) {
    Voice voice = new Voice("and no more");
    return new Voice("I am the new one.")
        .opening()
        .hold(hold)
        .event(Voice.delta("{\"content\":\"" + voice.words() + "\"}", "null"))
        .event(Voice.delta("{}", "\"stop\""))
        .event("[DONE]")
        .lastChunk();
  }

  private static boolean isRefused(Child child) {
    try (RawClient _ = RawClient.to(child.dataAddress())) {
      return false;
    } catch (UncheckedIOException refused) {
      return true;
    }
  }

  @Test
  void sigterm_callLongerThanTheLimit_isCutOffAndExits1() {
    story.save("drain: 1s\n" + Story.move("split: 100%"));
    story.next.script(held(new Hold()));
    try (Child child = serving();
        RawClient client = RawClient.to(child.dataAddress())) {
      client.post(Story.CHAT, Story.STREAM);
      assertThat(client.readHead().status()).isEqualTo(200);
      child.signal("TERM");
      assertThat(child.exit()).as(child.output()).isEqualTo(1);
      assertThat(child.output()).contains("drain limit");
      assertThatThrownBy(() -> client.events().toEnd()).isInstanceOf(UncheckedIOException.class);
    }
  }

  @Test
  void sigkill_afterARollback_isFoundRolledBack() {
    try (Child child = serving()) {
      assertThat(admin(child).act("move", "rollback").status()).isEqualTo(200);
      child.signal("KILL");
      assertThat(child.exit()).isNotZero();
    }
    try (Child again = serving()) {
      assertThat(admin(again).migration("move").path("status").asText()).isEqualTo("rolled_back");
      try (RawClient client = RawClient.to(again.dataAddress())) {
        assertThat(client.post(Story.CHAT, Story.ASK).read().header("x-crossfade-arm"))
            .isEqualTo("control");
      }
      assertThat(admin(again).act("move", "resume").json().path("state").asText())
          .isEqualTo("running");
      again.signal("INT");
      assertThat(again.exit()).as(again.output()).isZero();
    }
  }

  @Test
  void sighup_rereadsAndSettingsOfTheStartAreNamed() {
    try (Child child = serving()) {
      child.signal("HUP");
      child.awaitLine("in force: nothing changed");
      story.save(
          Story.move("split: 25%")
              .replace("server: {", "store: sqlite:other.db\nserver: {")
              .replace("admin: \"127.0.0.1:0\"", "admin: \"127.0.0.1:1\""));
      child.awaitLine(
          "server.admin, store changed in the file, but are fixed at the start; restart");
      assertThat(admin(child).migration("move").path("split").asDouble()).isEqualTo(25);
      child.signal("TERM");
      assertThat(child.exit()).isZero();
    }
  }
}
