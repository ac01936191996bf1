package io.crossfade.server.story.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.config.StoreConfig;
import io.crossfade.routing.migration.Phase;
import io.crossfade.server.gateway.Gateway;
import io.crossfade.server.gateway.GatewayOptions;
import io.crossfade.server.gateway.StartFailure;
import io.crossfade.server.story.Admin;
import io.crossfade.server.story.Story;
import io.crossfade.server.testing.Await;
import io.crossfade.server.testing.RawClient;
import io.crossfade.server.testing.RawResponse;
import io.crossfade.server.testing.run.PostgresServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole gateway whose state is in a database that goes away and comes back. */
final class PostgresqlStoryTest {
  @TempDir private Path folder;

  @Test
  void databaseGone_rollbackActsAtOnceAndIsWrittenWhenItIsBack() throws Exception {
    try (PostgresServer server = PostgresServer.start();
        Story story = new Story(folder)) {
      story.save("store: " + server.database() + "\n" + Story.move("split: 100%"));
      try (Gateway gateway = start(story)) {
        assertThat(arm(gateway)).isEqualTo("candidate");
        server.fall();
        Admin admin = admin(gateway, story);
        RawResponse refused = admin.patch("move", "{\"canary_percentage\": 50}");
        assertThat(refused.status()).as(refused.text()).isEqualTo(503);
        assertThat(refused.text()).doesNotContain(PostgresServer.PASSWORD);
        RawResponse back = admin.act("move", "rollback");
        assertThat(back.status()).as(back.text()).isEqualTo(202);
        assertThat(back.json().path("durable").asBoolean(true)).isFalse();
        assertThat(arm(gateway)).isEqualTo("control");

        server.rise();
        Await.until(
            () -> admin.metrics("crossfade_store_durable").endsWith(" 1.0\n"),
            Duration.ofSeconds(30));
        assertThat(admin.events("move")).hasSize(3);
        assertThat(admin.get("/v1/management/config").text())
            .contains("postgresql://crossfade:${PG_PASSWORD}@127.0.0.1")
            .doesNotContain(PostgresServer.PASSWORD);
      }
      try (Gateway again = start(story)) {
        assertThat(admin(again, story).migration("move").path("state").asText())
            .isEqualTo(Phase.ROLLED_BACK.label());
      }
    }
  }

  @Test
  void databaseAbsent_startEndsWithAMessage() throws IOException {
    try (PostgresServer server = PostgresServer.start();
        Story story = new Story(folder)) {
      StoreConfig.Postgresql database = server.database();
      server.fall();
      story.save("store: " + database + "\n" + Story.move("split: 100%"));
      assertThat(refusal(story))
          .contains("127.0.0.1", "${PG_PASSWORD}", "check that its disk or server is there")
          .doesNotContain(PostgresServer.PASSWORD);
    }
  }

  private static String refusal(Story story) {
    try (Gateway gateway = start(story)) {
      throw new AssertionError("it started at " + gateway.dataAddress());
    } catch (StartFailure e) {
      return String.valueOf(e.getMessage());
    }
  }

  private static Gateway start(Story story) throws StartFailure {
    return Gateway.start(
        new GatewayOptions(
            story.file,
            story.data,
            Map.of("PG_PASSWORD", PostgresServer.PASSWORD),
            new PrintStream(OutputStream.nullOutputStream()),
            2));
  }

  private static Admin admin(Gateway gateway, Story story) {
    return new Admin(gateway.adminAddress(), story.data);
  }

  private static String arm(Gateway gateway) {
    try (RawClient client = RawClient.to(gateway.dataAddress())) {
      return String.valueOf(client.post(Story.CHAT, Story.ASK).read().header("x-crossfade-arm"));
    }
  }
}
