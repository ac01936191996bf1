package io.crossfade.routing.migration;

import static io.crossfade.routing.migration.Machine.FIXED;
import static io.crossfade.routing.migration.Machine.GROUPS;
import static io.crossfade.routing.migration.Machine.RAMP;
import static io.crossfade.routing.migration.Machine.hold;
import static io.crossfade.routing.migration.Machine.rollBack;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.config.MigrationConfig.Rollback.Mode;
import io.crossfade.routing.migration.Fold.Replay;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Logs that have lost what is passing of them. */
final class CompactionTest {
  private static final long SEED = 29;

  private static final List<Signal> ANYTHING =
      List.of(
          hold("no_data"),
          new Signal.Clear(),
          new Signal.Advance("{}"),
          rollBack("error", Mode.CONFIRM),
          rollBack("wire", Mode.AUTOMATIC),
          new Signal.Confirm(),
          new Signal.Dismiss("known"),
          new Signal.Promote(""),
          new Signal.Pause(""),
          new Signal.Resume(""),
          new Signal.SetSplit(1_000, false),
          new Signal.Adopt(),
          new Signal.Restarted(true),
          new Signal.Restarted(),
          new Signal.OperatorRollback("bad"),
          new Signal.Abort("enough"));

  @Test
  void replay_whateverIsLeft_isTheSameState() {
    Random random = new Random(SEED);
    List<Plan> plans = List.of(FIXED, RAMP, GROUPS);
    int compacted = 0;
    for (int life = 0; life < 400; life++) {
      Machine machine =
          new Machine()
              .on(new Signal.Create(plans.get(life % 3), life % 2 == 0 ? null : "{\"a\":1}"))
              .on(new Signal.Execute(true));
      for (int step = 0; step < 60; step++) {
        machine
            .after(Duration.ofMillis(random.nextInt(3_600_000)))
            .on(ANYTHING.get(random.nextInt(ANYTHING.size())))
            .on(new Signal.Compact(random.nextInt(4) == 0 ? machine.state() : other()));
        compacted += machine.refused() ? 0 : 1;
        assertStillAddsUp(machine, random, life);
      }
    }
    assertThat(compacted).as("seed %d", SEED).isGreaterThan(1_000);
  }

  /** A process may die with any of the passing events gone and the others not. */
  private static void assertStillAddsUp(Machine machine, Random random, int life) {
    List<MigrationEvent> log = machine.log();
    int state = Compaction.beginning(log);
    List<MigrationEvent> left = new ArrayList<>(log);
    if (Compaction.isState(log.get(state))) {
      List<Long> passing = Compaction.passing(log.subList(0, state + 1));
      left.removeIf(event -> passing.contains(event.seq()) && random.nextBoolean());
    }
    assertThat(Fold.replay("m", left))
        .as("seed %d, life %d", SEED, life)
        .isEqualTo(new Replay.Sound(machine.state()));
  }

  @Test
  void passing_ofALife_keepsWhatMovedCallers() {
    Machine machine =
        Machine.running(FIXED)
            .on(hold("no_data"))
            .on(new Signal.Clear())
            .on(new Signal.Restarted())
            .on(new Signal.SetSplit(1_000, false))
            .on(rollBack("wire", Mode.AUTOMATIC));
    machine.on(new Signal.Compact(machine.state()));
    assertThat(Compaction.passing(machine.log())).containsExactly(3L, 4L, 5L);
  }

  @Test
  void compact_whileSomethingGoesOn_isRefused() {
    Machine machine = Machine.running(FIXED);
    assertThat(machine.on(new Signal.Compact(machine.state())).refused()).isTrue();
  }

  @Test
  void replay_stateThatDoesNotAddUp_isNamed() {
    Machine machine = Machine.running(FIXED).on(new Signal.Abort(""));
    machine.on(new Signal.Compact(machine.state()));
    List<MigrationEvent> log = new ArrayList<>(machine.log());
    MigrationEvent last = log.getLast();
    log.set(
        3,
        new MigrationEvent(
            last.seq(), "m", last.at(), "", "Compact", "{}", "", "", 0, "", last.epoch()));
    assertThat(Fold.replay("m", log)).isInstanceOf(Replay.Broken.class);
  }

  private static MigrationState other() {
    return MigrationState.none("m");
  }
}
