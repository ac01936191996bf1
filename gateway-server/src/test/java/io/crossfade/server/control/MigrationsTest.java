package io.crossfade.server.control;

import static io.crossfade.server.control.Yaml.migration;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.metrics.window.StepWindows;
import io.crossfade.routing.migration.MigrationEvent;
import io.crossfade.routing.migration.MigrationState;
import io.crossfade.routing.migration.Phase;
import io.crossfade.routing.migration.Signal;
import io.crossfade.server.store.FlakyLog;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class MigrationsTest {
  private final FlakyLog log = new FlakyLog();
  private Rig rig = new Rig(log, migration("split: 5%"));

  @AfterEach
  void stop() {
    rig.close();
  }

  private void restartWith(String yaml) {
    rig.close();
    rig = new Rig(new FlakyLog(), yaml);
  }

  @Test
  void start_newMigration_runsAtItsSplit() {
    assertThat(rig.state().phase()).isEqualTo(Phase.RUNNING);
    assertThat(rig.state().splitBuckets()).isEqualTo(500);
  }

  @Test
  void apply_otherSplit_movesInOneRevisionWithNewWindows() {
    StepWindows before = rig.view().windows();
    long revision = rig.migrations.snapshots().get().revision();
    String changes = rig.apply(migration("split: 25%")).message();
    assertThat(rig.state().splitBuckets()).isEqualTo(2_500);
    assertThat(rig.view().windows()).isNotSameAs(before);
    assertThat(rig.migrations.snapshots().get().revision()).isEqualTo(revision + 1);
    assertThat(changes).isEqualTo("migration 'to-next' changed");
  }

  @Test
  void apply_unrelatedChange_keepsWindowsAndWritesNothing() {
    StepWindows before = rig.view().windows();
    long seq = rig.state().seq();
    rig.apply(migration("split: 5%") + "drain: 5s\n");
    assertThat(rig.view().windows()).isSameAs(before);
    assertThat(rig.state().seq()).isEqualTo(seq);
    assertThat(rig.migrations.snapshots().get().config().drainMillis()).isEqualTo(5_000);
  }

  @Test
  void apply_migrationGone_isAborted() {
    rig.apply(Yaml.none());
    assertThat(rig.state().phase()).isEqualTo(Phase.ABORTED);
    assertThat(rig.migrations.snapshots().get().windows()).isEmpty();
  }

  @Test
  void apply_twoHundredTimes_endsAtTheLastSplit() {
    IntStream.rangeClosed(1, 200)
        .forEach(i -> rig.apply(migration("split: %d%%".formatted(1 + i % 50))));
    assertThat(rig.state().splitBuckets()).isEqualTo(100);
    assertThat(rig.state().seq()).isEqualTo(202);
  }

  @Test
  void tick_failingCandidate_rollsBackAndStays() {
    rig.trafficUntil(Phase.ROLLED_BACK, 1);
    assertThat(rig.state().splitBuckets()).isZero();
    assertThat(rig.state().reason()).isEqualTo("wire");
    rig.apply(migration("split: 5%") + "drain: 5s\n");
    assertThat(rig.state().phase()).isEqualTo(Phase.ROLLED_BACK);
  }

  @Test
  void tick_healthyCandidate_goesOn() {
    for (int tick = 0; tick < 200; tick++) {
      rig.traffic(19, 1, Integer.MAX_VALUE);
      rig.pass(Duration.ofMillis(250));
    }
    assertThat(rig.state().phase()).isEqualTo(Phase.RUNNING);
  }

  @Test
  void rolledBack_otherSplitInTheFile_startsNewEvidence() {
    rig.trafficUntil(Phase.ROLLED_BACK, 1);
    int epoch = rig.state().epoch();
    rig.apply(migration("split: 6%"));
    assertThat(rig.state().phase()).isEqualTo(Phase.RUNNING);
    assertThat(rig.state().epoch()).isEqualTo(epoch + 1);
    rig.pass(Duration.ofMillis(250));
    assertThat(rig.state().phase()).isEqualTo(Phase.RUNNING);
  }

  @Test
  void rolledBack_resume_runsAgain() {
    rig.done(new Signal.OperatorRollback("slow answers"));
    assertThat(rig.state().phase()).isEqualTo(Phase.ROLLED_BACK);
    assertThat(rig.done(new Signal.Resume("fixed")).splitBuckets()).isEqualTo(500);
  }

  @Test
  void confirmMode_nobodyAnswers_rollsBackWhenTheTimeIsUp() {
    restartWith(migration("split: 5%, rollback: {mode: confirm, error_rate: 50%}"));
    rig.trafficUntil(Phase.AWAITING_CONFIRMATION, 3);
    assertThat(rig.state().splitBuckets()).isEqualTo(500);
    rig.pass(Duration.ofMinutes(5).minusSeconds(1));
    assertThat(rig.state().phase()).isEqualTo(Phase.AWAITING_CONFIRMATION);
    rig.pass(Duration.ofSeconds(1));
    assertThat(rig.state().phase()).isEqualTo(Phase.ROLLED_BACK);
    assertThat(rig.state().reason()).isEqualTo("error");
  }

  @Test
  void confirmMode_dismissed_holdsAndDoesNotAskAgain() {
    restartWith(migration("split: 5%, rollback: {mode: confirm, error_rate: 50%}"));
    rig.trafficUntil(Phase.AWAITING_CONFIRMATION, 3);
    rig.done(new Signal.Dismiss("known and harmless"));
    for (int tick = 0; tick < 40; tick++) {
      rig.traffic(19, 1, 3);
      rig.pass(Duration.ofMillis(250));
    }
    assertThat(rig.state().phase()).isEqualTo(Phase.HOLDING);
    assertThat(rig.state().splitBuckets()).isEqualTo(500);
  }

  @Test
  void manualMode_failingCandidate_onlyHolds() {
    restartWith(migration("split: 5%, rollback: {mode: manual}"));
    rig.trafficUntil(Phase.HOLDING, 1);
    for (int tick = 0; tick < 100; tick++) {
      rig.traffic(19, 1, 1);
      rig.pass(Duration.ofMillis(250));
    }
    assertThat(rig.state().reason()).isEqualTo("would_roll_back");
    assertThat(rig.state().splitBuckets()).isEqualTo(500);
  }

  @Test
  void act_everyWayOut_followsTheTable() {
    assertThat(rig.done(new Signal.Pause("lunch")).phase()).isEqualTo(Phase.PAUSED);
    assertThat(rig.done(new Signal.Resume("back")).phase()).isEqualTo(Phase.RUNNING);
    assertThat(rig.done(new Signal.SetSplit(1_000, false)).splitBuckets()).isEqualTo(1_000);
    assertThat(rig.done(new Signal.Promote("sure")).phase()).isEqualTo(Phase.COMPLETED);
    assertThat(rig.act(new Signal.Confirm()).join()).isInstanceOf(Answer.Refused.class);
  }

  @Test
  void act_invalidTransition_isRefusedWithARemedy() {
    assertRefused(rig.act(new Signal.Confirm()), Answer.Reason.INVALID_TRANSITION);
  }

  @Test
  void act_unknownMigration_isRefused() {
    OperatorRequest request = new OperatorRequest("nobody", new Signal.Pause(""), "ada");
    assertRefused(rig.migrations.act(request), Answer.Reason.UNKNOWN_MIGRATION);
  }

  @Test
  void act_staleSeq_isRefused() {
    long seen = rig.state().seq();
    rig.done(new Signal.SetSplit(700, false));
    assertRefused(rig.act(new Signal.SetSplit(800, false), seen), Answer.Reason.STALE_SEQ);
    assertThat(rig.state().splitBuckets()).isEqualTo(700);
  }

  @Test
  void act_manyAtOnceWithTheSameSeq_oneWins() {
    long seen = rig.state().seq();
    List<CompletableFuture<Answer>> answers =
        IntStream.range(1, 21)
            .parallel()
            .mapToObj(i -> rig.act(new Signal.SetSplit(1_000 + i, false), seen))
            .toList();
    assertThat(answers.stream().map(CompletableFuture::join))
        .filteredOn(Answer.Changed.class::isInstance)
        .hasSize(1);
    assertThat(rig.state().seq()).isEqualTo(seen + 1);
  }

  @Test
  void onEvent_eachEvent_isInForceWhenHeard() {
    List<MigrationState> heard = new CopyOnWriteArrayList<>();
    List<MigrationEvent> events = new CopyOnWriteArrayList<>();
    rig.migrations.onEvent(
        event -> {
          events.add(event);
          heard.add(rig.state());
        });
    rig.done(new Signal.SetSplit(700, false));
    assertThat(events).extracting(MigrationEvent::seq).containsExactly(rig.state().seq());
    assertThat(heard).containsExactly(rig.state());
  }

  static void assertRefused(CompletableFuture<Answer> answer, Answer.Reason reason) {
    assertThat(answer)
        .succeedsWithin(Rig.LIMIT)
        .isInstanceOfSatisfying(
            Answer.Refused.class, refused -> assertThat(refused.reason()).isEqualTo(reason));
  }
}
