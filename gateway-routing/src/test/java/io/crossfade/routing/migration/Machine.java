package io.crossfade.routing.migration;

import io.crossfade.core.Target;
import io.crossfade.core.config.MigrationConfig.Rollback.Mode;
import io.crossfade.core.config.MigrationConfig.Rule;
import io.crossfade.core.config.MigrationConfig.StickyBy;
import io.crossfade.core.config.Rollout.Strategy;
import io.crossfade.routing.migration.Plan.Shadow;
import io.crossfade.routing.migration.Plan.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Drives one migration from its beginning, and keeps its log. */
final class Machine {
  static final Instant START = Instant.parse("2026-03-01T08:00:00Z");
  static final Plan FIXED = plan(List.of(stage(500)), 0, null);

  /** 5 % for an hour, 25 % for an hour, then 95 % for a week. */
  static final Plan RAMP = plan(List.of(stage(500), stage(2_500)), 500, null);

  /** The same to 50 % without waiting. */
  static final Plan FASTER =
      plan(List.of(new Stage(500, Duration.ZERO), new Stage(5_000, Duration.ZERO)), 500, null);

  /** First those inside for an hour, then a quarter of everybody. */
  static final Plan GROUPS =
      new Plan(
          FIXED.from(),
          FIXED.to(),
          "m",
          StickyBy.REQUEST_ID,
          List.of(
              new Stage(
                  10_000,
                  Duration.ofHours(1),
                  List.of(new Rule(Rule.Subject.HEADER, "x-plan", List.of("internal"))),
                  List.of()),
              new Stage(2_500, Duration.ofHours(1))),
          0,
          Duration.ZERO,
          null,
          Strategy.PHASED,
          null);

  static final Plan SHADOWED = plan(RAMP.stages(), 500, new Shadow(false, Duration.ofHours(2)));

  private final List<MigrationEvent> log = new ArrayList<>();
  private MigrationState state = MigrationState.none("m");
  private Instant now = START;
  private @Nullable Step last;

  static Machine running(Plan plan) {
    return new Machine().on(new Signal.Create(plan)).on(new Signal.Execute(true));
  }

  static Plan plan(List<Stage> stages, int holdBack, @Nullable Shadow shadow) {
    return new Plan(
        new Target("old", "gpt-4o"),
        new Target("new", "gpt-5"),
        "m",
        StickyBy.REQUEST_ID,
        stages,
        holdBack,
        Duration.ofDays(7),
        shadow,
        null,
        null);
  }

  static Stage stage(int splitBuckets) {
    return new Stage(splitBuckets, Duration.ofHours(1));
  }

  static Signal.RollBack rollBack(String gate, Mode mode) {
    return new Signal.RollBack(
        gate, mode, "41 of 50 failed", "{\"wire\":{\"e\":1200.5,\"n1\":50}}");
  }

  static Signal.Hold hold(String kind) {
    return new Signal.Hold(kind, "nothing came for 5 min", "{}");
  }

  Machine on(Signal signal) {
    last = Transitions.step(state, new MigrationInput(now, "ann", "cafe", signal));
    if (last instanceof Step.Applied(MigrationState next, MigrationEvent event, var _)) {
      state = next;
      log.add(event);
    }
    return this;
  }

  Machine after(Duration time) {
    now = now.plus(time);
    return this;
  }

  /** What became of the last signal. */
  Step last() {
    if (last == null) {
      throw new IllegalStateException("no signal was sent yet");
    }
    return last;
  }

  boolean refused() {
    return last instanceof Step.Refused;
  }

  MigrationState state() {
    return state;
  }

  Instant now() {
    return now;
  }

  List<MigrationEvent> log() {
    return List.copyOf(log);
  }
}
