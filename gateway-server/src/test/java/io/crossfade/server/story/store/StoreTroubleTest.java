package io.crossfade.server.story.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.routing.migration.Phase;
import io.crossfade.server.story.Story;
import io.crossfade.server.testing.Await;
import io.crossfade.server.testing.RawResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store in trouble stops neither traffic nor a rollback, and everybody hears of it. */
final class StoreTroubleTest {
  @TempDir private Path folder;

  /** Something that breaks the store of a running gateway, and mends it. */
  private interface Trouble {
    void begins() throws IOException, SQLException;

    void ends() throws IOException, SQLException;
  }

  @Test
  void fullDisk_rollbackActsAtOnceAndIsWrittenLater() throws Exception {
    try (SmallDisk disk = SmallDisk.mountedAt(folder.resolve("data"))) {
      survives(
          new Trouble() {
            @Override
            public void begins() throws IOException {
              disk.fill();
            }

            @Override
            public void ends() throws IOException {
              disk.free();
            }
          },
          "SQLITE_FULL");
    }
  }

  @Test
  void lockedStore_rollbackActsAtOnceAndIsWrittenLater() throws IOException, SQLException {
    String url = "jdbc:sqlite:" + folder.resolve("data/crossfade.db");
    try (Locked locked = new Locked(url)) {
      survives(locked, "SQLITE_BUSY");
    }
  }

  @Test
  void absentStore_rollbackActsAtOnceAndIsWrittenLater() throws IOException, SQLException {
    Path file = folder.resolve("data/crossfade.db");
    Path away = folder.resolve("away.db");
    survives(
        new Trouble() {
          @Override
          public void begins() throws IOException {
            Files.move(file, away);
          }

          @Override
          public void ends() throws IOException {
            Files.move(away, file, StandardCopyOption.ATOMIC_MOVE);
          }
        },
        "is no longer there");
  }

  private void survives(Trouble trouble, String why) throws IOException, SQLException {
    try (Story story = Story.of(folder, "split: 100%")) {
      Await.until(() -> durable(story).endsWith(" 1.0\n"));
      trouble.begins();

      RawResponse refused = firstRefused(story);
      assertThat(refused.status()).as(refused.text()).isEqualTo(503);
      assertThat(refused.json().at("/error/code").asText()).isEqualTo("store_unavailable");
      assertThat(arm(story)).as("nothing moved").isEqualTo("candidate");

      RawResponse back = story.admin().act("move", "rollback");
      assertThat(back.status()).as(back.text()).isEqualTo(202);
      assertThat(back.json().path("durable").asBoolean(true)).isFalse();
      assertThat(arm(story)).as("moved at once").isEqualTo("control");
      assertThat(durable(story)).endsWith(" 0.0\n");
      assertThat(problem(story)).contains(why);

      trouble.ends();
      Await.until(() -> durable(story).endsWith(" 1.0\n"), Duration.ofSeconds(30));
      assertThat(story.admin().metrics("crossfade_store_unsaved_events")).endsWith(" 0.0\n");
      story.stop();
      story.start();
      assertThat(story.state().phase()).isEqualTo(Phase.ROLLED_BACK);
      assertThat(story.admin().migration("move").path("reason").asText())
          .isEqualTo("operator: because");
    }
  }

  /** What was allocated before the disk was full may still take an event or two. */
  private static RawResponse firstRefused(Story story) {
    RawResponse answer = story.admin().patch("move", "{\"canary_percentage\": 100}");
    for (int i = 0; i < 100 && answer.status() == 200; i++) {
      answer = story.admin().patch("move", "{\"canary_percentage\": 100}");
    }
    return answer;
  }

  private static String arm(Story story) {
    return String.valueOf(story.ask(Story.ASK).header("x-crossfade-arm"));
  }

  private static String durable(Story story) {
    return story.admin().metrics("crossfade_store_durable");
  }

  private static String problem(Story story) {
    return story
        .admin()
        .get("/v1/management/migrations")
        .json()
        .at("/gateway/store_problem")
        .asText();
  }

  /** Somebody else who holds SQLite's write lock. */
  private static final class Locked implements Trouble, AutoCloseable {
    private final String url;
    private Connection other = DriverManager.getConnection("jdbc:sqlite::memory:");

    Locked(String url) throws SQLException {
      this.url = url;
    }

    @Override
    public void begins() throws SQLException {
      other.close();
      other = DriverManager.getConnection(url);
      try (Statement statement = other.createStatement()) {
        statement.execute("BEGIN IMMEDIATE");
      }
    }

    @Override
    public void ends() throws SQLException {
      other.close();
    }

    @Override
    public void close() throws SQLException {
      other.close();
    }
  }
}
