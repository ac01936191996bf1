package io.crossfade.server.control;

import static io.crossfade.server.control.Yaml.migration;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.routing.migration.Fold;
import io.crossfade.routing.migration.MigrationEvent;
import io.crossfade.routing.migration.MigrationState;
import io.crossfade.routing.migration.Phase;
import io.crossfade.routing.migration.Signal;
import io.crossfade.server.store.FlakyLog;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Whole schedules on a clock that jumps, through the real controller. */
final class WeekTest {
  private static final long SEED = 20270115;
  private static final Duration TICK = Duration.ofSeconds(15);
  private static final double RPS = 0.2;
  private static final String WEEK =
      "schedule: [1% 12h, 5% 1d, 25% 1d, 50% 2d, 100% 12h], hold_back: 5% for 2d";

  private final FlakyLog log = new FlakyLog();
  private final SplittableRandom random = new SplittableRandom(SEED);

  @Test
  void schedule_healthyTraffic_takesItsWeekAndCompletes() {
    try (Rig rig = new Rig(log, migration(WEEK))) {
      runUntil(rig, Phase.COMPLETED, 0.005);
      assertFoldsTo(rig);
      assertThat(splits()).containsExactly(0, 100, 500, 2_500, 5_000, 9_500, 10_000);
      assertThat(Duration.between(Rig.BEGIN, rig.now()))
          .as("seed %d", SEED)
          .isBetween(Duration.ofDays(7), Duration.ofDays(8));
    }
  }

  /** A fifth of a request per second at 1 % are seven an hour: the proof takes a day. */
  @Test
  void schedule_littleTraffic_holdsAndSaysHowMuchIsMissing() {
    try (Rig rig = new Rig(log, migration("schedule: [1% 1h, 100%]"))) {
      runUntil(rig, Phase.HOLDING, 0.005);
      assertThat(rig.state().reason()).isEqualTo("insufficient_evidence");
      assertThat(rig.state().detail())
          .matches(
              "candidate \\d+ requests, about \\d+ needed, at .* per hour ready around .* UTC");
      runUntil(rig, Phase.COMPLETED, 0.005);
      assertFoldsTo(rig);
    }
  }

  @Test
  void schedule_failingCandidate_goesBackAndStays() {
    try (Rig rig = new Rig(log, migration(WEEK))) {
      Instant bad = Rig.BEGIN.plus(Duration.ofDays(2));
      while (rig.state().phase() != Phase.ROLLED_BACK) {
        pass(rig, rig.now().isBefore(bad) ? 0.005 : 0.5);
      }
      assertThat(rig.now()).isAfter(bad).isBefore(bad.plus(Duration.ofHours(1)));
      assertThat(rig.state().splitBuckets()).isZero();
      rig.pass(Duration.ofDays(30));
      assertThat(rig.state().phase()).isEqualTo(Phase.ROLLED_BACK);
      assertFoldsTo(rig);
    }
  }

  @Test
  void schedule_patienceOver_goesOnWithoutAProof() {
    String impatient = "schedule: [1% 1h, 100% 1h], on_insufficient: {advance_after: 3x}";
    try (Rig rig = new Rig(log, migration(impatient))) {
      while (rig.state().splitBuckets() < 10_000) {
        pass(rig, 0.005);
      }
      assertThat(Duration.between(Rig.BEGIN, rig.now()))
          .isBetween(Duration.ofHours(3), Duration.ofHours(3).plusMinutes(1));
    }
  }

  @Test
  void schedule_twiceItsTime_raisesAnAlert() {
    try (Rig rig = new Rig(log, migration("schedule: [1% 1h, 100%]"))) {
      while (rig.view().judge().alerts().isEmpty()) {
        pass(rig, 0);
      }
      assertThat(Duration.between(Rig.BEGIN, rig.now())).isEqualTo(Duration.ofHours(2));
      assertThat(rig.view().judge().alerts().getFirst().reason()).contains("promote it by hand");
    }
  }

  @Test
  void schedule_proofAndTimePass_onlyTogether() {
    try (Rig rig = new Rig(log, migration("schedule: [50% 1h, 100%]"))) {
      for (Instant end = rig.now().plus(Duration.ofMinutes(59)); rig.now().isBefore(end); ) {
        rig.timed(5, TICK, 0, random);
        rig.pass(TICK);
      }
      assertThat(rig.view().judge().progress().orElseThrow().proven()).isTrue();
      assertThat(rig.state().splitBuckets()).isEqualTo(5_000);
    }
  }

  @Test
  void schedule_pausedForADay_takesADayLonger() {
    try (Rig rig = new Rig(log, migration("schedule: [50% 1h, 100% 1h]"))) {
      rig.done(new Signal.Pause("weekend"));
      rig.pass(Duration.ofDays(1));
      rig.done(new Signal.Resume("monday"));
      while (rig.state().splitBuckets() == 5_000) {
        rig.timed(5, TICK, 0, random);
        rig.pass(TICK);
      }
      assertThat(Duration.between(Rig.BEGIN, rig.now()))
          .isGreaterThanOrEqualTo(Duration.ofHours(25));
    }
  }

  @Test
  void startTime_inTheFuture_isWaitedFor() {
    String later = "split: 5%, execute_at: 2027-01-15T03:00:00Z";
    try (Rig rig = new Rig(log, migration(later))) {
      assertThat(rig.state().phase()).isEqualTo(Phase.SCHEDULED);
      rig.pass(Duration.ofMinutes(59));
      assertThat(rig.state().splitBuckets()).isZero();
      rig.pass(Duration.ofMinutes(1));
      assertThat(rig.state().splitBuckets()).isEqualTo(500);
    }
  }

  private void runUntil(Rig rig, Phase phase, double failing) {
    Instant latest = rig.now().plus(Duration.ofDays(60));
    while (rig.state().phase() != phase && rig.now().isBefore(latest)) {
      pass(rig, failing);
    }
    assertThat(rig.state().phase()).as("seed %d, %s", SEED, rig.state()).isEqualTo(phase);
  }

  private void pass(Rig rig, double failing) {
    rig.timed(RPS, TICK, failing, random);
    rig.pass(TICK);
  }

  private List<Integer> splits() {
    return log.read(Yaml.NAME).stream().map(MigrationEvent::splitBuckets).distinct().toList();
  }

  private void assertFoldsTo(Rig rig) {
    rig.awaitWritten();
    MigrationState state = rig.state();
    Fold.Replay replay = Fold.replay(Yaml.NAME, log.read(Yaml.NAME));
    assertThat(replay).isEqualTo(new Fold.Replay.Sound(state));
    assertThat(replay.toString()).isEqualTo(new Fold.Replay.Sound(state).toString());
  }
}
