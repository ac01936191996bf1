package io.crossfade.server.admin;

import io.crossfade.core.config.MigrationConfig;
import io.crossfade.metrics.judge.advance.StageProgress;
import io.crossfade.routing.migration.MigrationState;
import io.crossfade.routing.migration.Phase;
import io.crossfade.routing.migration.Plan;
import io.crossfade.server.control.MigrationView;
import io.crossfade.server.explain.Itinerary;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When a migration is likely to be completed: the times its plan asks for, or what its proofs take
 * at the present traffic where that is longer.
 */
final class Forecast {
  private static final double ALL = MigrationState.ALL;
  private static final double MOST_SECONDS = Duration.ofDays(3_650).toSeconds();

  private Forecast() {}

  /** Empty where nothing goes on by itself, or too little comes to say when. */
  static Optional<Instant> completion(MigrationView view, Instant now) {
    MigrationState state = view.state();
    Plan plan = state.plan();
    if (plan == null) {
      return Optional.empty();
    }
    return switch (state.phase()) {
      case SCHEDULED -> scheduled(state, plan);
      case RUNNING, HOLDING -> underWay(view, plan, now);
      case HOLDBACK -> Optional.ofNullable(state.deadlines().timer());
      default -> Optional.empty();
    };
  }

  private static Optional<Instant> scheduled(MigrationState state, Plan plan) {
    Duration holds =
        plan.stages().stream().map(Plan.Stage::hold).reduce(plan.holdBack(), Duration::plus);
    return Optional.ofNullable(state.deadlines().timer())
        .filter(_ -> !plan.fixed())
        .map(start -> start.plus(holds));
  }

  private static Optional<Instant> underWay(MigrationView view, Plan plan, Instant now) {
    MigrationState state = view.state();
    Instant until = state.holdUntil();
    if (plan.fixed() || until == null || state.rootPhase() != Phase.RUNNING) {
      return Optional.empty();
    }
    StageProgress progress = view.judge().progress().orElse(null);
    double calls = progress == null ? 0 : progress.perSecond() * ALL / state.splitBuckets();
    double left = progress == null ? 0 : progress.secondsLeft();
    double seconds = Math.max(left, (double) Duration.between(now, until).toSeconds());
    for (int stage = state.step() + 1; stage <= plan.lastStage(); stage++) {
      seconds += seconds(plan, stage, calls, view);
    }
    return seconds > MOST_SECONDS
        ? Optional.empty()
        : Optional.of(now.plusSeconds((long) Math.max(0, seconds)).plus(plan.holdBack()));
  }

  private static double seconds(Plan plan, int stage, double calls, MigrationView view) {
    Plan.Stage next = plan.stages().get(stage);
    double candidates = calls * plan.capped(next.splitBuckets()) / ALL;
    MigrationConfig declared = view.declared();
    double proof =
        declared == null || candidates == 0 ? 0 : Itinerary.need(declared.rollout()) / candidates;
    return Math.max((double) next.hold().toSeconds(), proof);
  }
}
