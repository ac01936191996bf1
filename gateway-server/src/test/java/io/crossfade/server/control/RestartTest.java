package io.crossfade.server.control;

import static io.crossfade.server.control.Yaml.migration;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossfade.metrics.judge.MigrationJudge;
import io.crossfade.routing.migration.MigrationState;
import io.crossfade.routing.migration.Phase;
import io.crossfade.routing.migration.Signal;
import io.crossfade.server.control.judging.CheckpointFiles;
import io.crossfade.server.control.judging.Checkpoints;
import io.crossfade.server.store.EventLog;
import io.crossfade.server.store.FlakyLog;
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
  void restart_withoutKeptEvidence_isANewEpochThatSaysSo() throws IOException {
    run(file, FIVE, rig -> assertThat(rig.state().epoch()).isEqualTo(1));
    run(file, FIVE, rig -> assertThat(rig.state().epoch()).isEqualTo(2));
    try (EventLog log = SqliteEventLog.openReadOnly(file)) {
      assertThat(log.readAll()).last().extracting("payload").isEqualTo("{\"anew\":true}");
    }
  }

  /** Three failures before the restart and two behind it: none of these alone would do. */
  @Test
  void restart_withKeptEvidence_goesOnWhereItStopped() {
    Checkpoints kept = new CheckpointFiles(data.resolve("evidence"));
    FlakyLog log = new FlakyLog();
    double before;
    try (Rig rig = new Rig(log, FIVE, kept)) {
      failing(rig, 3);
      assertThat(rig.state().splitBuckets()).isEqualTo(500);
      before = evidence(rig);
    }
    try (Rig rig = new Rig(log, FIVE, kept)) {
      assertThat(rig.state().epoch()).isEqualTo(1);
      assertThat(evidence(rig)).isEqualTo(before).isGreaterThan(10);
      failing(rig, 2);
      assertThat(rig.state().phase()).isEqualTo(Phase.ROLLED_BACK);
    }
  }

  @Test
  void restart_otherLimits_beginAnew() {
    Checkpoints kept = new CheckpointFiles(data.resolve("evidence"));
    FlakyLog log = new FlakyLog();
    try (Rig rig = new Rig(log, FIVE, kept)) {
      failing(rig, 3);
    }
    try (Rig rig = new Rig(log, migration("split: 5%, alert: {error_rate: 2%}"), kept)) {
      assertThat(rig.state().epoch()).isEqualTo(2);
    }
  }

  @Test
  void restart_damagedEvidence_beginsAnew() throws IOException {
    Checkpoints kept = new CheckpointFiles(data.resolve("evidence"));
    FlakyLog log = new FlakyLog();
    try (Rig rig = new Rig(log, FIVE, kept)) {
      failing(rig, 3);
    }
    Files.writeString(data.resolve("evidence").resolve("to-next.json"), "{\"settings\":");
    try (Rig rig = new Rig(log, FIVE, kept)) {
      assertThat(rig.state().epoch()).isEqualTo(2);
    }
  }

  /** Blocks of two ticks, each with one failed call of the candidate. */
  private static void failing(Rig rig, int blocks) {
    for (int block = 0; block < blocks && rig.state().splitBuckets() > 0; block++) {
      rig.traffic(19, 1, 1);
      rig.pass(MigrationJudge.TICK);
      rig.pass(MigrationJudge.TICK);
    }
  }

  private static double evidence(Rig rig) {
    return rig.view().judge().readings().getFirst().evidence();
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
