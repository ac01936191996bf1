package io.crossfade.server.story.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.crossfade.core.config.StoreConfig;
import io.crossfade.server.gateway.Gateway;
import io.crossfade.server.gateway.GatewayOptions;
import io.crossfade.server.gateway.StartFailure;
import io.crossfade.server.story.Admin;
import io.crossfade.server.story.Story;
import io.crossfade.server.testing.Await;
import io.crossfade.server.testing.RawResponse;
import io.crossfade.server.testing.run.PostgresServer;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two gateways that are given one database: one writes, and the other knows that it may not. */
final class TwoGatewaysTest {
  @TempDir private Path folder;

  @Test
  void second_whileTheFirstRuns_endsWithItsName() throws Exception {
    try (PostgresServer server = PostgresServer.start();
        Story story = new Story(folder)) {
      story.save("store: " + server.database() + "\n" + Story.move("split: 100%"));
      try (Gateway first = start(story, story.data)) {
        assertThat(refusal(story)).contains("process " + ProcessHandle.current().pid(), "stop");
        RawResponse back = admin(first, story.data).act("move", "rollback");
        assertThat(back.json().path("durable").asBoolean()).as(back.text()).isTrue();
      }
      try (Gateway second = start(story, folder.resolve("second"))) {
        JsonNode move = admin(second, folder.resolve("second")).migration("move");
        assertThat(move.path("state").asText()).isEqualTo("rolled_back");
      }
    }
  }

  /**
   * The right to write belongs to a session of the server; whoever loses it to another process
   * serves on, and writes nothing any more.
   */
  @Test
  void first_cutOffAndOvertaken_leavesTheLogToTheSecond() throws Exception {
    try (PostgresServer server = PostgresServer.start();
        Story story = new Story(folder)) {
      StoreConfig.Postgresql database = server.database();
      story.save("store: " + database + "\n" + Story.move("split: 100%"));
      Path other = folder.resolve("second");
      try (Gateway first = start(story, story.data)) {
        server.execute(
            "postgres",
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '%s'"
                .formatted(database.database()));
        try (Gateway second = start(story, other)) {
          assertThat(admin(second, other).act("move", "pause").status()).isEqualTo(200);
          Admin overtaken = admin(first, story.data);
          assertThat(overtaken.act("move", "rollback").status()).isEqualTo(202);
          assertThat(overtaken.migration("move").path("split").asInt(-1)).isZero();
          Await.until(
              () -> overtaken.metrics("crossfade_store_durable").endsWith(" 0.0\n"),
              Duration.ofSeconds(30));
          assertThat(admin(second, other).events("move").findValuesAsText("event"))
              .doesNotContain("OperatorRollback");
        }
      }
      try (Gateway third = start(story, other)) {
        JsonNode move = admin(third, other).migration("move");
        assertThat(move.path("state").asText()).isIn("paused", "rolled_back");
      }
    }
  }

  private String refusal(Story story) {
    try (Gateway gateway = start(story, folder.resolve("second"))) {
      throw new AssertionError("it started at " + gateway.dataAddress());
    } catch (StartFailure e) {
      return String.valueOf(e.getMessage());
    }
  }

  private static Gateway start(Story story, Path data) throws StartFailure {
    return Gateway.start(
        new GatewayOptions(
            story.file,
            data,
            Map.of("PG_PASSWORD", PostgresServer.PASSWORD),
            new PrintStream(OutputStream.nullOutputStream()),
            1));
  }

  private static Admin admin(Gateway gateway, Path data) {
    return new Admin(gateway.adminAddress(), data);
  }
}
