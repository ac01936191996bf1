package io.crossfade.server.control;

import static io.crossfade.server.control.MigrationsTest.assertRefused;
import static io.crossfade.server.control.Yaml.migration;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.routing.migration.MigrationEvent;
import io.crossfade.routing.migration.Phase;
import io.crossfade.routing.migration.Signal;
import io.crossfade.server.store.FlakyLog;
import io.crossfade.server.store.StoreException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Callers are safe before, and whether or not, anything is written. */
final class RollbackOrderTest {
  private final FlakyLog log = new FlakyLog();
  private final Rig rig = new Rig(log, migration("split: 5%"));

  @AfterEach
  void stop() {
    log.fail(null);
    log.release();
    rig.close();
  }

  private int splitForCalls() {
    return rig.migrations.snapshots().get().routing().migrations().getFirst().splitBuckets();
  }

  @Test
  void rollback_hangingDisk_movesCallsAtOnce() {
    log.hang();
    rig.trafficUntil(Phase.ROLLED_BACK, 1);
    assertThat(splitForCalls()).isZero();
    assertThat(log.read(Yaml.NAME)).noneMatch(event -> event.to().equals("rolled_back"));
  }

  @Test
  void rollback_brokenDisk_isAnsweredNotDurableAndWrittenLater() {
    log.fail(StoreException.Kind.FULL);
    Answer answer = rig.act(new Signal.OperatorRollback("now")).join();
    assertThat(answer).isEqualTo(new Answer.Changed(rig.state(), false));
    assertThat(splitForCalls()).isZero();
    assertThat(rig.migrations.store().trouble()).isNotNull();

    log.fail(null);
    rig.awaitWritten();
    assertThat(rig.done(new Signal.Resume("back")).phase()).isEqualTo(Phase.RUNNING);
    assertThat(log.read(Yaml.NAME))
        .extracting(MigrationEvent::event)
        .endsWith("OperatorRollback", "Resume");
  }

  @Test
  void rollback_healthyDisk_isPublishedBeforeItIsWritten() {
    CompletableFuture<Integer> seen = new CompletableFuture<>();
    onAppend("OperatorRollback", seen);
    rig.done(new Signal.OperatorRollback("now"));
    assertThat(seen).isCompletedWithValue(0);
  }

  /** Completes with the split calls see when that event is about to be written. */
  private void onAppend(String name, CompletableFuture<Integer> seen) {
    log.onAppend(
        event -> {
          if (event.event().equals(name)) {
            seen.complete(splitForCalls());
          }
        });
  }

  @Test
  void otherChange_brokenDisk_isNotMade() {
    log.fail(StoreException.Kind.UNREACHABLE);
    assertRefused(rig.act(new Signal.SetSplit(5_000, false)), Answer.Reason.STORE_UNAVAILABLE);
    assertThat(rig.state().splitBuckets()).isEqualTo(500);
    assertThat(splitForCalls()).isEqualTo(500);
  }

  @Test
  void otherChange_healthyDisk_isWrittenBeforeItIsPublished() {
    CompletableFuture<Integer> seen = new CompletableFuture<>();
    onAppend("SetSplit", seen);
    rig.done(new Signal.SetSplit(5_000, false));
    assertThat(seen).isCompletedWithValue(500);
    assertThat(splitForCalls()).isEqualTo(5_000);
  }

  @Test
  void rollback_whileAnotherChangeIsBeingWritten_overtakesIt() {
    log.hang();
    CompletableFuture<Answer> grown = rig.act(new Signal.SetSplit(5_000, false));
    CompletableFuture<Answer> waiting = rig.act(new Signal.SetSplit(6_000, false));
    CompletableFuture<Answer> back = rig.act(new Signal.OperatorRollback("no"));
    rig.migrations.tick();
    assertThat(splitForCalls()).isZero();
    assertThat(grown).isNotDone();

    log.release();
    assertThat(back)
        .succeedsWithin(Rig.LIMIT)
        .isInstanceOfSatisfying(
            Answer.Changed.class,
            changed -> assertThat(changed.state().phase()).isEqualTo(Phase.ROLLED_BACK));
    assertThat(grown).succeedsWithin(Rig.LIMIT);
    assertThat(waiting).succeedsWithin(Rig.LIMIT);
    assertThat(log.read(Yaml.NAME))
        .extracting(MigrationEvent::event)
        .endsWith("SetSplit", "OperatorRollback", "SetSplit");
  }

  @Test
  void rollback_whileAnotherChangeFails_leavesAWholeLog() {
    log.hang();
    CompletableFuture<Answer> grown = rig.act(new Signal.SetSplit(5_000, false));
    CompletableFuture<Answer> back = rig.act(new Signal.OperatorRollback("no"));
    rig.migrations.tick();
    log.fail(StoreException.Kind.FULL);
    log.release();
    assertThat(grown).succeedsWithin(Rig.LIMIT);
    assertThat(back).succeedsWithin(Rig.LIMIT);

    log.fail(null);
    rig.awaitWritten();
    assertThat(Replay.of(log)).containsEntry(Yaml.NAME, rig.state());
  }

  @Test
  void apply_brokenDisk_movesCallsAndIsWrittenLater() {
    log.fail(StoreException.Kind.FULL);
    rig.apply(migration("split: 25%"));
    assertThat(splitForCalls()).isEqualTo(2_500);
    log.fail(null);
    rig.awaitWritten();
    assertThat(Replay.of(log)).containsEntry(Yaml.NAME, rig.state());
  }
}
