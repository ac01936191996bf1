package io.crossfade.routing.migration;

import static io.crossfade.routing.migration.Machine.FIXED;
import static io.crossfade.routing.migration.Machine.RAMP;
import static io.crossfade.routing.migration.Machine.START;
import static io.crossfade.routing.migration.Machine.hold;
import static io.crossfade.routing.migration.Machine.rollBack;
import static io.crossfade.routing.migration.Machine.running;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.config.MigrationConfig.Rollback.Mode;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a step does besides changing the state's name. */
final class MachineTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @Test
  void execute_splitZero_runsWithoutACandidate() {
    Machine machine = running(FIXED.withSplit(0));
    assertThat(machine.state().phase()).isEqualTo(Phase.RUNNING);
    assertThat(machine.state().splitBuckets()).isZero();
    assertThat(machine.state().epoch()).isEqualTo(1);
  }

  @Test
  void rollBack_automatic_latchesAndStopsAtOnce() {
    Machine machine = running(FIXED).on(rollBack("error", Mode.AUTOMATIC));
    MigrationState state = machine.state();
    assertThat(state.splitBuckets()).isZero();
    assertThat(state.latchedSplit()).isEqualTo(500);
    assertThat(state.reason()).isEqualTo("error");
    assertThat(state.detail()).isEqualTo("41 of 50 failed");
    assertThat(((Step.Applied) machine.last()).effects())
        .containsExactlyInAnyOrder(Effect.PUBLISH, Effect.ALERT);
  }

  @Test
  void latch_sameSplit_isRefusedAndAnotherLiftsIt() {
    Machine machine = running(FIXED).on(rollBack("wire", Mode.AUTOMATIC));
    assertThat(machine.on(new Signal.SetSplit(500, true)).refused()).isTrue();
    assertThat(machine.on(new Signal.Reload(500)).state().phase()).isEqualTo(Phase.ROLLED_BACK);
    assertThat(machine.on(new Signal.Restarted()).state().splitBuckets()).isZero();
    MigrationState lifted = machine.on(new Signal.Reload(2_500)).state();
    assertThat(lifted.splitBuckets()).isEqualTo(2_500);
    assertThat(lifted.epoch()).isEqualTo(2);
    assertThat(lifted.latchedSplit()).isNull();
  }

  /** The file says 5 %, an operator went to 25 %; neither alone may undo the rollback. */
  @Test
  void latch_splitSetByHand_remembersBoth() {
    Machine machine =
        running(FIXED).on(new Signal.SetSplit(2_500, false)).on(rollBack("wire", Mode.AUTOMATIC));
    assertThat(machine.on(new Signal.Reload(500)).state().phase()).isEqualTo(Phase.ROLLED_BACK);
    assertThat(machine.on(new Signal.SetSplit(2_500, false)).refused()).isTrue();
    assertThat(machine.on(new Signal.Resume("fixed")).state().splitBuckets()).isEqualTo(500);
  }

  @Test
  void setSplit_everyTime_startsANewStep() {
    Machine machine = running(FIXED);
    int first = machine.state().stepEpoch();
    machine.on(new Signal.SetSplit(2_500, true));
    assertThat(machine.state().stepEpoch()).isEqualTo(first + 1);
    assertThat(machine.state().epoch()).isEqualTo(1);
    assertThat(((Step.Applied) machine.last()).effects()).contains(Effect.NEW_STEP);
    assertThat(machine.on(new Signal.Reload(2_500)).state().stepEpoch()).isEqualTo(first + 1);
  }

  @ParameterizedTest(name = "ramp set to {0}: step {1}, promoted to {2}")
  @CsvSource({"100, 0, 500", "500, 0, 2500", "1000, 0, 2500", "2500, 1, 9500", "9900, 1, 9500"})
  void setSplit_onASchedule_goesOnWithTheNextLarger(int split, int step, int promoted) {
    Machine machine = running(RAMP).on(new Signal.SetSplit(split, false));
    assertThat(machine.state().step()).isEqualTo(step);
    assertThat(machine.state().splitBuckets()).isEqualTo(Math.min(split, 9_500));
    assertThat(machine.on(new Signal.Promote("")).state().splitBuckets()).isEqualTo(promoted);
  }

  @Test
  void promote_fixedSplit_completes() {
    MigrationState state = running(FIXED).on(new Signal.Promote("looks good")).state();
    assertThat(state.phase()).isEqualTo(Phase.COMPLETED);
    assertThat(state.splitBuckets()).isEqualTo(10_000);
  }

  @Test
  void confirm_askedAgain_isQuietUntilEvidenceHalvesOrAnHourPasses() {
    Machine machine =
        running(FIXED).on(rollBack("error", Mode.CONFIRM)).on(new Signal.Dismiss("a known bug"));
    assertThat(machine.state().reason()).isEqualTo("dismissed");
    assertThat(machine.state().detail()).isEqualTo("ann dismissed gate 'error': a known bug");
    assertThat(machine.on(rollBack("error", Mode.CONFIRM)).refused()).isTrue();
    assertThat(machine.on(rollBack("latency", Mode.CONFIRM)).refused()).isFalse();
    Machine halved =
        running(FIXED)
            .on(rollBack("error", Mode.CONFIRM))
            .on(new Signal.Dismiss(""))
            .on(new Signal.Clear());
    assertThat(halved.on(rollBack("error", Mode.CONFIRM)).refused()).isFalse();
    Machine later =
        running(FIXED)
            .on(rollBack("error", Mode.CONFIRM))
            .on(new Signal.Dismiss(""))
            .after(Duration.ofHours(1));
    assertThat(later.on(rollBack("error", Mode.CONFIRM)).refused()).isFalse();
  }

  @Test
  void timer_beforeItsDeadline_isRefused() {
    Machine machine = running(FIXED).on(rollBack("error", Mode.CONFIRM));
    assertThat(machine.state().deadlines().timer()).isEqualTo(START.plus(Duration.ofMinutes(5)));
    assertThat(machine.after(MINUTE.multipliedBy(4)).on(new Signal.Timer(false)).refused())
        .isTrue();
    assertThat(machine.after(MINUTE).on(new Signal.Timer(false)).state().reason())
        .isEqualTo("error");
    assertThat(machine.state().phase()).isEqualTo(Phase.ROLLED_BACK);
  }

  @Test
  void pause_whileAConfirmationRuns_stopsItsClock() {
    Machine machine =
        running(RAMP)
            .on(hold("no_data"))
            .on(rollBack("error", Mode.CONFIRM))
            .after(MINUTE)
            .on(new Signal.Pause(""))
            .after(Duration.ofHours(3))
            .on(new Signal.Resume(""));
    assertThat(machine.state().phase()).isEqualTo(Phase.AWAITING_CONFIRMATION);
    assertThat(machine.state().reason()).isEqualTo("error");
    assertThat(machine.state().deadlines().timer())
        .isEqualTo(START.plus(Duration.ofMinutes(5)).plus(Duration.ofHours(3)));
    machine.on(new Signal.Dismiss("")).on(new Signal.Clear());
    assertThat(machine.state().phase()).isEqualTo(Phase.RUNNING);
    assertThat(machine.state().deadlines().hold()).isEqualTo(START.plus(Duration.ofHours(4)));
  }

  @ParameterizedTest(name = "{0} restarts the hold: {1}")
  @CsvSource({
    "no_data, false",
    "sample_ratio_mismatch, false",
    "insufficient_evidence, false",
    "shared_degradation, true",
    "error, true"
  })
  void clear_eachKindOfHold_keepsOrRestartsTheClock(String kind, boolean restarts) {
    Machine machine =
        running(RAMP).on(hold(kind)).after(MINUTE.multipliedBy(10)).on(new Signal.Clear());
    Duration hour = Duration.ofHours(1);
    assertThat(machine.state().deadlines().hold())
        .isEqualTo(restarts ? machine.now().plus(hour) : START.plus(hour));
  }

  @Test
  void manual_repeatedVerdict_isSaidOnce() {
    Machine machine = running(FIXED).on(hold("no_data")).on(rollBack("wire", Mode.MANUAL));
    assertThat(machine.state().reason()).isEqualTo("would_roll_back");
    assertThat(machine.on(rollBack("wire", Mode.MANUAL)).refused()).isTrue();
    assertThat(machine.on(new Signal.Clear()).state().phase()).isEqualTo(Phase.RUNNING);
  }

  @Test
  void holdback_dismissedRollback_returnsToItsOwnDeadline() {
    Machine machine =
        running(RAMP)
            .on(new Signal.Promote(""))
            .on(new Signal.Promote(""))
            .on(rollBack("error", Mode.CONFIRM))
            .on(new Signal.Dismiss(""))
            .on(new Signal.Clear());
    assertThat(machine.state().phase()).isEqualTo(Phase.HOLDBACK);
    assertThat(machine.state().splitBuckets()).isEqualTo(9_500);
    assertThat(machine.state().deadlines().timer()).isEqualTo(START.plus(Duration.ofDays(7)));
  }

  @Test
  void configChanged_otherSalt_startsANewEpochFromTheFirstStage() {
    Machine machine = running(RAMP).on(new Signal.Advance("{}"));
    machine.on(new Signal.ConfigChanged(FIXED));
    assertThat(machine.state().plan()).isEqualTo(FIXED);
    assertThat(machine.state().step()).isZero();
    assertThat(machine.state().epoch()).isEqualTo(2);
    assertThat(((Step.Applied) machine.last()).effects())
        .isEqualTo(Set.of(Effect.PUBLISH, Effect.NEW_STEP, Effect.NEW_EPOCH, Effect.SEED_SKETCHES));
  }

  @Test
  void status_everyPhase_isOneOfTheContract() {
    assertThat(Arrays.stream(Phase.values()).map(Phase::status).distinct())
        .containsExactlyInAnyOrderElementsOf(
            List.of(
                "draft",
                "analyzed",
                "scheduled",
                "in_progress",
                "paused",
                "awaiting_confirmation",
                "rolled_back",
                "completed",
                "aborted"));
  }
}
