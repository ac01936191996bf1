package io.crossfade.routing.migration;

import io.crossfade.routing.migration.MigrationState.Back;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Moves between stages, by proof or by hand, and the ways out. */
final class StageSteps {
  private StageSteps() {}

  /** The first stage, with evidence of its own. */
  static Edit begin(Edit next, Plan plan, Instant at) {
    return run(next.newEpoch().and(Effect.SEED_SKETCHES), plan, 0, at);
  }

  static Edit advance(MigrationState now, Instant at) {
    Plan plan = now.planned();
    int stage = plan.stageAfter(now);
    return stage <= plan.lastStage() ? run(now.edit(), plan, stage, at) : finish(now, at);
  }

  static Edit promote(MigrationState now, Instant at) {
    return now.rootPhase() == Phase.HOLDBACK ? complete(now) : advance(now, at);
  }

  static Edit resume(MigrationState now, Instant at) {
    Back back = now.back();
    if (now.phase() == Phase.ROLLED_BACK || back == null) {
      return begin(now.edit(), now.planned(), at);
    }
    return now.edit().restore(back.shifted(Duration.between(back.since(), at)));
  }

  static @Nullable Edit setSplit(MigrationState now, Signal.SetSplit split, Instant at) {
    boolean latched = now.phase() == Phase.ROLLED_BACK;
    if (latched && split.splitBuckets() == forbidden(now, split.declared())) {
      return null;
    }
    Plan plan = split.declared() ? now.planned().withSplit(split.splitBuckets()) : now.planned();
    Edit next = now.edit().plan(plan);
    int stage = stageAt(plan, now, split.splitBuckets());
    return run(latched ? next.newEpoch() : next, plan, stage, at)
        .split(plan.capped(split.splitBuckets()));
  }

  /** Where a split belongs: phases do not follow from it. */
  private static int stageAt(Plan plan, MigrationState now, int splitBuckets) {
    if (plan.phased()) {
      return Math.min(now.step(), plan.lastStage());
    }
    return plan.fixed() ? 0 : Math.max(0, plan.stageAbove(splitBuckets) - 1);
  }

  /**
   * Other stages for the same callers. A stage that goes on keeps the time that has passed of its
   * hold; a rollback is answered by a new beginning.
   */
  static Edit replan(MigrationState now, Plan plan, Instant at) {
    boolean idle = now.splitBuckets() == 0 && !plan.fixed();
    boolean anew = now.phase() == Phase.ROLLED_BACK || idle;
    if (anew || plan.phased() != now.planned().phased()) {
      return begin(now.edit().plan(plan), plan, at);
    }
    int stage = stageAt(plan, now, now.splitBuckets());
    Duration more = plan.stages().get(stage).hold().minus(JudgeSteps.holdOf(now));
    int split = plan.phased() ? plan.stages().get(stage).splitBuckets() : now.splitBuckets();
    Edit next = now.edit().plan(plan).laterBy(more);
    boolean same = plan.capped(split) == now.splitBuckets();
    return same ? next.at(stage) : next.stage(stage, plan.capped(split));
  }

  static @Nullable Edit reload(MigrationState now, Signal.Reload reload, Instant at) {
    if (now.plan() == null) {
      return null;
    }
    if (reload.splitBuckets() == now.planned().firstSplit()) {
      return now.edit();
    }
    boolean movable =
        switch (now.phase()) {
          case RUNNING, HOLDING, PAUSED, ROLLED_BACK -> true;
          default -> false;
        };
    return movable ? setSplit(now, new Signal.SetSplit(reload.splitBuckets(), true), at) : null;
  }

  /** Everything goes to the control, and stays there until somebody wants otherwise. */
  static Edit rolledBack(MigrationState now, String reason, String detail) {
    return now.edit()
        .enter(Phase.ROLLED_BACK)
        .because(reason, detail)
        .latch(now.splitBuckets())
        .mute(null)
        .split(0)
        .and(Effect.ALERT);
  }

  static Edit complete(MigrationState now) {
    return now.edit().enter(Phase.COMPLETED).split(MigrationState.ALL);
  }

  private static Edit finish(MigrationState now, Instant at) {
    Plan plan = now.planned();
    return plan.holdBackBuckets() == 0
        ? complete(now)
        : now.edit()
            .enter(Phase.HOLDBACK)
            .due(null, at.plus(plan.holdBack()))
            .split(plan.capped(MigrationState.ALL));
  }

  private static Edit run(Edit next, Plan plan, int stage, Instant at) {
    Plan.Stage begun = plan.stages().get(stage);
    return next.enter(Phase.RUNNING)
        .due(at.plus(begun.hold()), null)
        .stage(stage, plan.capped(begun.splitBuckets()));
  }

  /**
   * The split that would undo a rollback in silence: the file's old one, or the one that failed.
   */
  private static int forbidden(MigrationState now, boolean declared) {
    Integer latched = now.latchedSplit();
    boolean filed = declared && now.planned().fixed();
    return filed || latched == null ? now.planned().firstSplit() : latched;
  }
}
