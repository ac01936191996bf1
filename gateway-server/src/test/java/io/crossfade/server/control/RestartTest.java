package io.crossfade.server.control;

import static io.crossfade.server.control.Yaml.migration;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossfade.routing.migration.MigrationState;
import io.crossfade.routing.migration.Phase;
import io.crossfade.routing.migration.Signal;
import io.crossfade.server.store.EventLog;
import io.crossfade.server.store.SqliteEventLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What outlives the process: everything that was acknowledged, and nothing else. */
final class RestartTest {
  private static final String FIVE = migration("split: 5%");
  private static final String CONFIRM =
      migration("split: 5%, rollback: {mode: confirm, error_rate: 50%}");

  @TempDir private Path data;
  private Path file;

  @BeforeEach
  void locate() {
    file = data.resolve("crossfade.db");
  }

  private interface Life {
    void live(Rig rig) throws IOException;
  }

  /** One run of the program from start to stop. */
  private void run(Path store, String yaml, Life life) throws IOException {
    try (EventLog log = SqliteEventLog.open(store);
        Rig rig = new Rig(log, yaml)) {
      life.live(rig);
    }
  }

  @Test
  void restart_rolledBack_staysUntilTheSplitIsAnother() throws IOException {
    run(file, FIVE, rig -> rig.trafficUntil(Phase.ROLLED_BACK, 1));
    run(file, FIVE, rig -> assertThat(rig.state().phase()).isEqualTo(Phase.ROLLED_BACK));
    run(file, Yaml.none(), rig -> assertThat(rig.state().phase()).isEqualTo(Phase.ROLLED_BACK));
    run(file, FIVE, rig -> assertThat(rig.state().phase()).isEqualTo(Phase.ROLLED_BACK));
    run(file, migration("split: 6%"), rig -> assertThat(rig.state().splitBuckets()).isEqualTo(600));
  }

  @Test
  void restart_splitSetByHand_isKept() throws IOException {
    run(file, FIVE, rig -> rig.done(new Signal.SetSplit(3_000, false)));
    run(file, FIVE, rig -> assertThat(rig.state().splitBuckets()).isEqualTo(3_000));
  }

  @Test
  void restart_withoutClose_hasEverythingAcknowledged() throws IOException {
    Path copy = data.resolve("copy");
    MigrationState[] acknowledged = new MigrationState[1];
    run(
        file,
        FIVE,
        rig -> {
          acknowledged[0] = rig.done(new Signal.OperatorRollback("now"));
          copyAll(copy);
        });
    run(
        copy.resolve("crossfade.db"),
        FIVE,
        rig -> assertThat(rig.state()).isEqualTo(acknowledged[0]));
  }

  private void copyAll(Path target) throws IOException {
    Files.createDirectory(target);
    try (Stream<Path> files = Files.list(data)) {
      for (Path each : files.filter(Files::isRegularFile).toList()) {
        Files.copy(each, target.resolve(each.getFileName()));
      }
    }
  }

  @Test
  void restart_timePassedToConfirm_rollsBackAtTheFirstTick() throws IOException {
    run(file, CONFIRM, rig -> rig.trafficUntil(Phase.AWAITING_CONFIRMATION, 3));
    run(
        file,
        CONFIRM,
        rig -> {
          assertThat(rig.state().phase()).isEqualTo(Phase.AWAITING_CONFIRMATION);
          rig.pass(Duration.ofHours(1));
          assertThat(rig.state().phase()).isEqualTo(Phase.ROLLED_BACK);
        });
  }

  @Test
  void restart_running_saysSoInTheLog() throws IOException {
    run(file, FIVE, rig -> assertThat(rig.state().phase()).isEqualTo(Phase.RUNNING));
    run(file, FIVE, rig -> assertThat(rig.state().phase()).isEqualTo(Phase.RUNNING));
    try (EventLog log = SqliteEventLog.openReadOnly(file)) {
      assertThat(log.readAll()).last().extracting("event").isEqualTo("Restarted");
    }
  }

  @Test
  void restart_logThatDoesNotAddUp_isRefusedByNameAndSeq() throws IOException, SQLException {
    run(file, FIVE, rig -> rig.done(new Signal.OperatorRollback("now")));
    forge("UPDATE events SET split_buckets = 500 WHERE seq = 3");
    assertThatThrownBy(() -> run(file, FIVE, rig -> {}))
        .isInstanceOf(Replay.BrokenLog.class)
        .hasMessageContaining("'to-next'")
        .hasMessageContaining("seq 3");
  }

  private void forge(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute("DROP TRIGGER events_are_not_changed");
      statement.execute(sql);
    }
  }
}
