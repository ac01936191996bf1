package io.crossfade.server.control;

import static io.crossfade.server.control.Yaml.migration;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.routing.migration.MigrationEvent;
import io.crossfade.routing.migration.MigrationState;
import io.crossfade.routing.migration.Phase;
import io.crossfade.routing.migration.Signal;
import io.crossfade.server.control.judging.CheckpointFiles;
import io.crossfade.server.control.judging.Checkpoints;
import io.crossfade.server.control.retention.Retention;
import io.crossfade.server.store.EventLog;
import io.crossfade.server.store.SqliteEventLog;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left of the history of a migration, once it has long been over. */
final class RetentionTest {
  private static final Duration LONG = Duration.ofDays(401);

  @TempDir private Path folder;
  private EventLog log;
  private Rig rig;

  @BeforeEach
  void begin() {
    log = SqliteEventLog.open(folder.resolve("crossfade.db"));
    rig = new Rig(log, migration("split: 5%"));
    restart("split: 5%");
    restart("split: 5%");
  }

  @AfterEach
  void end() {
    rig.close();
    log.close();
  }

  @Test
  void look_longAfterTheEnd_leavesWhatMovedCallersAndTheState() {
    rig.done(new Signal.OperatorRollback("bad"));
    rig.pass(LONG);
    look(Checkpoints.NONE);
    assertThat(events()).containsExactly("Create", "Execute", "OperatorRollback", "Compact");
    MigrationState before = rig.state();
    restart("split: 5%");
    assertThat(rig.state()).isEqualTo(before);
    restart("split: 9%");
    assertThat(rig.state().splitBuckets()).isEqualTo(900);
    assertThat(events()).endsWith("SetSplit");
  }

  @Test
  void look_again_changesNothing() {
    rig.done(new Signal.Abort("enough"));
    rig.pass(LONG);
    look(Checkpoints.NONE);
    List<MigrationEvent> once = log.readAll();
    rig.pass(LONG);
    look(Checkpoints.NONE);
    assertThat(log.readAll()).isEqualTo(once);
  }

  /** A process died between the state and the rest; the state is young, what goes is old. */
  @Test
  void look_afterHalfOfIt_doesTheOtherHalf() {
    rig.done(new Signal.Abort("enough"));
    rig.done(new Signal.Compact(rig.state()));
    look(Checkpoints.NONE);
    assertThat(events()).containsExactly("Create", "Execute", "Abort", "Compact");
  }

  @Test
  void look_soonAfterTheEnd_changesNothing() {
    rig.done(new Signal.OperatorRollback("bad"));
    rig.pass(Duration.ofDays(399));
    look(Checkpoints.NONE);
    assertThat(events()).contains("Restarted").doesNotContain("Compact");
  }

  @Test
  void look_whileItRuns_changesNothing() {
    rig.pass(LONG);
    look(Checkpoints.NONE);
    assertThat(events()).contains("Restarted").doesNotContain("Compact");
  }

  @Test
  void look_keptForEver_changesNothing() {
    rig.done(new Signal.OperatorRollback("bad"));
    rig.apply(migration("split: 5%") + "retention: forever\n");
    rig.pass(LONG);
    look(Checkpoints.NONE);
    assertThat(events()).contains("Restarted");
  }

  @Test
  void look_evidenceOfWhatIsNotJudged_goes() {
    CheckpointFiles files = new CheckpointFiles(folder.resolve("evidence"));
    files.save(Yaml.NAME, "{}");
    files.save("gone", "{}");
    look(files);
    assertThat(files.load("gone")).isEmpty();
    assertThat(files.load(Yaml.NAME)).isPresent();
    rig.done(new Signal.OperatorRollback("bad"));
    assertThat(rig.state().phase()).isEqualTo(Phase.ROLLED_BACK);
    look(files);
    assertThat(files.load(Yaml.NAME)).isEmpty();
  }

  private void look(Checkpoints checkpoints) {
    rig.awaitWritten();
    try (Retention retention = new Retention(rig.migrations, log, checkpoints, rig::now)) {
      retention.look();
    }
  }

  private List<String> events() {
    return log.read(Yaml.NAME).stream().map(MigrationEvent::event).toList();
  }

  private void restart(String settings) {
    rig.awaitWritten();
    rig.close();
    rig = new Rig(log, migration(settings));
    rig.awaitWritten();
  }
}
