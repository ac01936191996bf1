package io.crossfade.server.control.judging;

import io.crossfade.core.config.MigrationConfig;
import io.crossfade.metrics.judge.advance.Asks;
import io.crossfade.metrics.judge.advance.StageClock;
import io.crossfade.routing.migration.MigrationState;
import io.crossfade.routing.migration.Phase;
import io.crossfade.routing.migration.Plan;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the judge has to know about the stage a migration is in. */
final class Stages {
  private Stages() {}

  /** The present stage in time; null where nothing ends by itself. */
  static @Nullable StageClock clock(MigrationState state, MigrationConfig declared, Instant now) {
    Plan plan = state.plan();
    Instant until = state.holdUntil();
    boolean moving =
        (state.phase() == Phase.RUNNING || state.phase() == Phase.HOLDING)
            && state.rootPhase() == Phase.RUNNING;
    return moving && until != null && plan != null && !plan.fixed()
        ? new StageClock(
            Asks.of(declared.rollout()),
            plan.stages().get(state.step()).hold(),
            Duration.between(now, until),
            now)
        : null;
  }

  /** Whether everything hangs on the candidate, so that limits are tighter. */
  static boolean hypercare(MigrationState state, MigrationConfig declared) {
    Plan plan = state.plan();
    return declared.rollout().hypercare()
        && plan != null
        && state.step() == plan.lastStage()
        && state.rootPhase() == Phase.RUNNING;
  }

  /** Whether some callers have the candidate by an earlier phase. */
  static boolean hasSettled(MigrationState state) {
    Plan plan = state.plan();
    return plan != null && plan.phased() && state.step() > 0;
  }
}
