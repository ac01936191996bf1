package io.crossfade.routing.migration;

import static io.crossfade.routing.migration.Machine.FIXED;
import static io.crossfade.routing.migration.Machine.RAMP;
import static io.crossfade.routing.migration.Machine.hold;
import static io.crossfade.routing.migration.Machine.rollBack;
import static io.crossfade.routing.migration.Machine.running;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.config.MigrationConfig.Rollback.Mode;
import io.crossfade.routing.migration.Fold.Replay;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class FoldTest {
  private static final long SEED = 11;

  private static final List<Signal> ANYTHING =
      List.of(
          new Signal.Advance("{}"),
          hold("no_data"),
          new Signal.Clear(),
          rollBack("error", Mode.CONFIRM),
          rollBack("error", Mode.MANUAL),
          rollBack("wire", Mode.AUTOMATIC),
          new Signal.Confirm(),
          new Signal.Dismiss("a \"known\" bug"),
          new Signal.Promote(""),
          new Signal.Pause("ключ"),
          new Signal.Resume(""),
          new Signal.SetSplit(1_000, true),
          new Signal.SetSplit(300, false),
          new Signal.Reload(500),
          new Signal.ConfigChanged(FIXED),
          new Signal.ConfigChanged(RAMP),
          new Signal.Replan(Machine.FASTER),
          new Signal.Replan(Machine.GROUPS),
          new Signal.Timer(false),
          new Signal.Restarted(true),
          new Signal.Restarted());

  /** A log as it can be found wrong; the third of its five lines is the bad one. */
  enum Damage {
    GAP,
    REPEATED,
    OTHER_SPLIT,
    OTHER_STATE,
    OTHER_EPOCH,
    MISSING_FIELD,
    NO_JSON;

    MigrationEvent to(MigrationEvent e) {
      return switch (this) {
        case GAP -> copy(e, e.seq() + 1, e.payload(), e.to(), e.epoch());
        case REPEATED -> copy(e, e.seq() - 1, e.payload(), e.to(), e.epoch());
        case OTHER_SPLIT ->
            copy(e, e.seq(), "{\"split_buckets\":7,\"declared\":true}", e.to(), e.epoch());
        case OTHER_STATE -> copy(e, e.seq(), e.payload(), "completed", e.epoch());
        case OTHER_EPOCH -> copy(e, e.seq(), e.payload(), e.to(), 9);
        case MISSING_FIELD -> copy(e, e.seq(), "{}", e.to(), e.epoch());
        case NO_JSON -> copy(e, e.seq(), "{", e.to(), e.epoch());
      };
    }
  }

  @Test
  void replay_randomLives_areIdenticalByteForByte() {
    Random random = new Random(SEED);
    for (int life = 0; life < 300; life++) {
      Machine machine = running(life % 2 == 0 ? FIXED : RAMP);
      for (int step = 0; step < 40; step++) {
        machine
            .after(Duration.ofMillis(random.nextInt(3_600_000)))
            .on(ANYTHING.get(random.nextInt(ANYTHING.size())));
      }
      Replay replay = Fold.replay("m", machine.log());
      assertThat(replay)
          .as("seed %d, life %d", SEED, life)
          .isEqualTo(new Replay.Sound(machine.state()));
      assertThat(replay.toString()).isEqualTo(new Replay.Sound(machine.state()).toString());
    }
  }

  @Test
  void replay_migrationMadeThroughTheApi_keepsItsSettingsUntilTheFileTakesItOver() {
    Machine machine =
        new Machine()
            .on(new Signal.Create(null, "{\"from\":\"old/gpt-4o\"}"))
            .on(new Signal.Analyzed(true))
            .on(new Signal.Execute(true));
    assertThat(machine.refused()).as("nothing says where to").isTrue();
    machine.on(new Signal.Configure(RAMP, "{\"to\":\"new/gpt-5\"}")).on(new Signal.Execute(false));
    assertThat(machine.state().settings()).isEqualTo("{\"to\":\"new/gpt-5\"}");
    assertThat(Fold.replay("m", machine.log())).isEqualTo(new Replay.Sound(machine.state()));
    machine.on(new Signal.Adopt());
    assertThat(machine.state().made()).isFalse();
    assertThat(Fold.replay("m", machine.log())).isEqualTo(new Replay.Sound(machine.state()));
  }

  @Test
  void replay_noEvents_isNothing() {
    assertThat(Fold.replay("m", List.of())).isEqualTo(new Replay.Sound(MigrationState.none("m")));
  }

  @ParameterizedTest
  @EnumSource(Damage.class)
  void replay_damagedLine_isNamed(Damage damage) {
    List<MigrationEvent> log = new ArrayList<>(fiveEvents());
    log.set(2, damage.to(log.get(2)));
    Replay.Broken broken = (Replay.Broken) Fold.replay("m", log);
    assertThat(broken.seq()).isEqualTo(log.get(2).seq());
    assertThat(broken.message()).contains("migration 'm'").contains("seq " + log.get(2).seq());
  }

  @Test
  void replay_impossibleStep_isNamedAndSaysWhy() {
    List<MigrationEvent> log = new ArrayList<>(fiveEvents());
    log.set(3, running(FIXED).on(new Signal.Pause("")).on(new Signal.Resume("")).log().get(3));
    Replay.Broken broken = (Replay.Broken) Fold.replay("m", log);
    assertThat(broken.seq()).isEqualTo(4);
    assertThat(broken.message()).contains("Resume is not possible while migration 'm' is running");
  }

  @Test
  void replay_creationWithoutAPlan_isNamed() {
    List<MigrationEvent> log = new ArrayList<>(fiveEvents());
    MigrationEvent e = log.getFirst();
    log.set(0, copy(e, 1, "{}", e.to(), e.epoch()));
    assertThat(((Replay.Broken) Fold.replay("m", log)).seq()).isEqualTo(1);
  }

  @Test
  void replay_unknownEvent_isNamed() {
    List<MigrationEvent> log = new ArrayList<>(fiveEvents());
    MigrationEvent e = log.get(2);
    log.set(
        2,
        new MigrationEvent(
            3, "m", e.at(), e.actor(), "Vanish", "{}", e.from(), e.to(), 0, e.configHash(), 1));
    assertThat(((Replay.Broken) Fold.replay("m", log)).message())
        .contains("unknown event 'Vanish'");
  }

  /** Written logs have to be readable by every later release. */
  @Test
  void payload_ofEachKind_keepsItsForm() {
    assertThat(Payload.write(new Signal.Create(RAMP)))
        .isEqualTo(
            "{\"plan\":{\"from\":{\"provider\":\"old\",\"model\":\"gpt-4o\"},"
                + "\"to\":{\"provider\":\"new\",\"model\":\"gpt-5\"},\"salt\":\"m\","
                + "\"sticky_by\":{\"source\":\"REQUEST_ID\",\"header\":null},"
                + "\"stages\":[{\"split_buckets\":500,\"hold\":\"PT1H\"},"
                + "{\"split_buckets\":2500,\"hold\":\"PT1H\"}],"
                + "\"hold_back_buckets\":500,\"hold_back\":\"PT168H\",\"shadow\":null}}");
    assertThat(
            Payload.write(new Signal.Create(null, "{\"from\":\"old/gpt-4o\",\"min_requests\":50}")))
        .isEqualTo("{\"settings\":{\"from\":\"old/gpt-4o\",\"min_requests\":50}}");
    assertThat(Payload.write(new Signal.SetSplit(500, true)))
        .isEqualTo("{\"split_buckets\":500,\"declared\":true}");
    assertThat(Payload.write(rollBack("wire", Mode.AUTOMATIC)))
        .isEqualTo(
            "{\"gate\":\"wire\",\"mode\":\"AUTOMATIC\",\"reason\":\"41 of 50 failed\","
                + "\"numbers\":{\"wire\":{\"e\":1200.5,\"n1\":50}}}");
    assertThat(Payload.write(new Signal.ExecuteAt(Machine.START)))
        .isEqualTo("{\"when\":\"2026-03-01T08:00:00Z\"}");
    assertThat(Payload.write(new Signal.Confirm())).isEqualTo("{}");
  }

  private static List<MigrationEvent> fiveEvents() {
    return running(FIXED)
        .on(new Signal.SetSplit(1_000, true))
        .on(hold("no_data"))
        .on(new Signal.Clear())
        .log();
  }

  private static MigrationEvent copy(
      MigrationEvent e, long seq, String payload, String to, int epoch) {
    return new MigrationEvent(
        seq,
        e.migration(),
        e.at(),
        e.actor(),
        e.event(),
        payload,
        e.from(),
        to,
        e.splitBuckets(),
        e.configHash(),
        epoch);
  }
}
