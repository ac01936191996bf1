package io.crossfade.routing.migration;

import static io.crossfade.routing.migration.Machine.rollBack;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.Target;
import io.crossfade.core.config.MigrationConfig;
import io.crossfade.core.config.MigrationConfig.AlertLimits;
import io.crossfade.core.config.MigrationConfig.Rollback;
import io.crossfade.core.config.MigrationConfig.Rollback.Mode;
import io.crossfade.core.config.MigrationConfig.StickyBy;
import io.crossfade.core.config.Rollout;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A file and a migration's state, and what has to happen for them to agree. */
final class ReconciliationTest {
  private final Machine machine = new Machine();

  @Test
  void declared_newMigration_runsAtItsSplit() {
    apply(declaring(500, "m"));
    assertThat(machine.state().phase()).isEqualTo(Phase.RUNNING);
    assertThat(machine.state().splitBuckets()).isEqualTo(500);
    assertThat(Reconciliation.declared(declaring(500, "m"), machine.state())).isEmpty();
  }

  /** The process may die between two appends. */
  @Test
  void declared_halfCreated_isFinished() {
    machine.on(new Signal.Create(Plan.of(declaring(500, "m"))));
    apply(declaring(700, "m"));
    assertThat(machine.state().splitBuckets()).isEqualTo(700);
  }

  @Test
  void declared_otherSplit_movesTheTraffic() {
    apply(declaring(500, "m"));
    apply(declaring(2_500, "m"));
    assertThat(machine.state().splitBuckets()).isEqualTo(2_500);
    assertThat(machine.state().epoch()).isEqualTo(1);
  }

  @Test
  void declared_splitSetByHand_outlivesAnUntouchedFile() {
    apply(declaring(500, "m"));
    machine.on(new Signal.SetSplit(1_000, false));
    apply(declaring(500, "m"));
    assertThat(machine.state().splitBuckets()).isEqualTo(1_000);
  }

  @Test
  void declared_otherSaltAndSplit_isOneNewEpochAtTheNewSplit() {
    apply(declaring(500, "m"));
    apply(declaring(800, "m2"));
    assertThat(machine.state().splitBuckets()).isEqualTo(800);
    assertThat(machine.state().epoch()).isEqualTo(2);
    assertThat(Objects.requireNonNull(machine.state().plan()).salt()).isEqualTo("m2");
  }

  @Test
  void declared_rolledBack_onlyAnotherSplitLiftsIt() {
    apply(declaring(500, "m"));
    machine.on(rollBack("wire", Mode.AUTOMATIC));
    apply(declaring(500, "m"));
    apply(declaring(500, "m2"));
    assertThat(machine.state().phase()).isEqualTo(Phase.ROLLED_BACK);
    apply(declaring(100, "m2"));
    assertThat(machine.state().splitBuckets()).isEqualTo(100);
    assertThat(Objects.requireNonNull(machine.state().plan()).salt()).isEqualTo("m2");
  }

  @Test
  void removed_runningMigration_isAbortedAndMayComeBack() {
    apply(declaring(500, "m"));
    remove();
    assertThat(machine.state().phase()).isEqualTo(Phase.ABORTED);
    remove();
    apply(declaring(500, "m"));
    assertThat(machine.state().phase()).isEqualTo(Phase.RUNNING);
    assertThat(machine.state().epoch()).isEqualTo(2);
  }

  @Test
  void removed_rolledBackMigration_comesBackRolledBack() {
    apply(declaring(500, "m"));
    machine.on(rollBack("wire", Mode.AUTOMATIC));
    remove();
    apply(declaring(500, "m"));
    assertThat(machine.state().phase()).isEqualTo(Phase.ROLLED_BACK);
  }

  @Test
  void declared_abortedByAnOperator_staysAborted() {
    apply(declaring(500, "m"));
    machine.on(new Signal.Abort("enough"));
    apply(declaring(500, "m"));
    apply(declaring(900, "m"));
    assertThat(machine.state().phase()).isEqualTo(Phase.ABORTED);
  }

  @Test
  void declared_completed_staysCompleted() {
    apply(declaring(500, "m"));
    machine.on(new Signal.Promote(""));
    apply(declaring(900, "m"));
    assertThat(machine.state().phase()).isEqualTo(Phase.COMPLETED);
  }

  /** What was saved while a confirmation was open counts once it is settled. */
  @Test
  void declared_whileAwaitingConfirmation_isAskedAgainAfterwards() {
    apply(declaring(500, "m"));
    machine.on(rollBack("error", Mode.CONFIRM));
    apply(declaring(900, "m"));
    assertThat(machine.state().phase()).isEqualTo(Phase.AWAITING_CONFIRMATION);
    machine.on(new Signal.Dismiss("fine"));
    apply(declaring(900, "m"));
    assertThat(machine.state().splitBuckets()).isEqualTo(900);
  }

  @Test
  void declared_scheduleInPlaceOfASplit_goesOnFromThere() {
    apply(declaring(500, "m"));
    apply(ramping("m", 1, 100, 500, 10_000));
    assertThat(machine.state().splitBuckets()).isEqualTo(500);
    assertThat(machine.state().step()).isEqualTo(1);
    assertThat(machine.state().epoch()).isEqualTo(1);
    assertThat(machine.on(new Signal.Advance("{}")).state().splitBuckets()).isEqualTo(10_000);
  }

  @Test
  void declared_splitInPlaceOfASchedule_moves() {
    apply(ramping("m", 1, 100, 500, 10_000));
    apply(declaring(700, "m"));
    assertThat(machine.state().splitBuckets()).isEqualTo(700);
    assertThat(Objects.requireNonNull(machine.state().plan()).fixed()).isTrue();
  }

  @Test
  void declared_longerHold_keepsWhatHasPassed() {
    apply(ramping("m", 1, 100, 10_000));
    machine.after(Duration.ofMinutes(20)).on(Machine.hold("no_data"));
    apply(ramping("m", 3, 100, 10_000));
    assertThat(machine.state().phase()).isEqualTo(Phase.HOLDING);
    assertThat(machine.state().holdUntil()).isEqualTo(Machine.START.plus(Duration.ofHours(3)));
    assertThat(machine.on(new Signal.Clear()).state().holdUntil())
        .isEqualTo(Machine.START.plus(Duration.ofHours(3)));
  }

  @Test
  void declared_rolledBackSchedule_onlyOtherSharesLiftIt() {
    apply(ramping("m", 1, 100, 500, 10_000));
    machine.on(new Signal.Advance("{}")).on(rollBack("wire", Mode.AUTOMATIC));
    apply(ramping("m", 2, 100, 500, 10_000));
    assertThat(machine.state().phase()).isEqualTo(Phase.ROLLED_BACK);
    apply(ramping("m2", 1, 200, 500, 10_000));
    assertThat(machine.state().splitBuckets()).isEqualTo(200);
    assertThat(machine.state().epoch()).isEqualTo(2);
    assertThat(Objects.requireNonNull(machine.state().plan()).salt()).isEqualTo("m2");
  }

  @Test
  void declared_startTime_waitsForItAndFollowsIt() {
    apply(starting(Machine.START.plus(Duration.ofHours(2))));
    assertThat(machine.state().phase()).isEqualTo(Phase.SCHEDULED);
    apply(starting(Machine.START.plus(Duration.ofHours(1))));
    machine.after(Duration.ofHours(1)).on(new Signal.Timer(false));
    assertThat(machine.state().phase()).isEqualTo(Phase.RUNNING);
    apply(starting(Machine.START.plus(Duration.ofHours(1))));
    assertThat(machine.state().splitBuckets()).isEqualTo(500);
  }

  @Test
  void declared_startTimeGone_startsAtOnce() {
    apply(starting(Machine.START.plus(Duration.ofHours(2))));
    apply(declaring(500, "m"));
    assertThat(machine.state().phase()).isEqualTo(Phase.RUNNING);
  }

  private void apply(MigrationConfig declared) {
    for (Signal signal : Reconciliation.declared(declared, machine.state())) {
      assertThat(machine.on(signal).refused()).as("%s", machine.last()).isFalse();
    }
    assertThat(Reconciliation.declared(declared, machine.state())).as("asked again").isEmpty();
  }

  private void remove() {
    Reconciliation.removed(machine.state()).forEach(machine::on);
    assertThat(Reconciliation.removed(machine.state())).isEmpty();
  }

  private static MigrationConfig declaring(int split, String salt) {
    return declaring(Rollout.fixed(split), salt);
  }

  /** Every step but the last is held for so many hours. */
  private static MigrationConfig ramping(String salt, int hours, int... splits) {
    List<Rollout.Stage> stages =
        Arrays.stream(splits)
            .mapToObj(split -> new Rollout.Stage(split, Duration.ofHours(hours)))
            .toList();
    return declaring(rollout(false, stages, null), salt);
  }

  private static MigrationConfig starting(Instant when) {
    return declaring(rollout(true, Rollout.fixed(500).stages(), when), "m");
  }

  private static Rollout rollout(
      boolean fixed, List<Rollout.Stage> stages, @Nullable Instant executeAt) {
    return new Rollout(
        Rollout.Strategy.CANARY,
        fixed,
        stages,
        Rollout.HoldBack.NONE,
        false,
        Rollout.Advance.PROOF,
        100,
        0,
        executeAt,
        Duration.ZERO);
  }

  private static MigrationConfig declaring(Rollout rollout, String salt) {
    return new MigrationConfig(
        "m",
        new Target("old", "gpt-4o"),
        new Target("new", "gpt-5"),
        List.of(),
        List.of(),
        StickyBy.REQUEST_ID,
        rollout,
        true,
        salt,
        Rollback.DEFAULT,
        AlertLimits.DEFAULT,
        false);
  }
}
