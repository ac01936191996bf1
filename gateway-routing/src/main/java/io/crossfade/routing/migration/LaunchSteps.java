package io.crossfade.routing.migration;

import io.crossfade.routing.migration.Plan.Shadow;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** From a name to the first stage, and the deadlines on the way. */
final class LaunchSteps {
  private LaunchSteps() {}

  static @Nullable Edit create(MigrationState now, Signal.Create create) {
    boolean again = now.made() || create.settings() != null;
    boolean free =
        now.phase() == Phase.NONE || again || now.detail().equals(Reconciliation.REMOVED);
    return free
        ? now.edit().enter(Phase.DRAFT).plan(create.plan()).settings(create.settings())
        : null;
  }

  static Edit analyzed(MigrationState now, Signal.Analyzed analyzed) {
    return analyzed.ok() ? now.edit().enter(Phase.ANALYZED) : now.edit();
  }

  static Edit configure(MigrationState now, Signal.Configure configure) {
    Edit next = now.edit().plan(configure.plan()).settings(configure.settings());
    Plan before = now.plan();
    Plan after = configure.plan();
    boolean sameTarget = before != null && after != null && before.to().equals(after.to());
    return sameTarget ? next : next.and(Effect.VOID_ANALYSIS);
  }

  static @Nullable Edit execute(MigrationState now, Signal.Execute execute, Instant at) {
    if (now.plan() == null) {
      return null;
    }
    if (now.phase() != Phase.DRAFT) {
      return launch(now, at);
    }
    return execute.force() ? launch(now, at).and(Effect.LOG_UNANALYSED) : null;
  }

  static @Nullable Edit executeAt(MigrationState now, Signal.ExecuteAt later) {
    boolean free = now.phase() != Phase.DRAFT || later.force();
    return free && now.plan() != null
        ? now.edit().enter(Phase.SCHEDULED).due(null, later.when())
        : null;
  }

  static @Nullable Edit timer(MigrationState now, Signal.Timer timer, Instant at) {
    Instant due = now.deadlines().timer();
    if (due == null || at.isBefore(due)) {
      return null;
    }
    return switch (now.phase()) {
      case SCHEDULED -> launch(now, at);
      case SHADOWING -> timer.proof() ? shadowed(now, at) : now.edit();
      case AWAITING_CONFIRMATION -> JudgeSteps.confirmed(now);
      case HOLDBACK -> StageSteps.complete(now);
      default -> null;
    };
  }

  private static Edit launch(MigrationState now, Instant at) {
    Shadow shadow = now.planned().shadow();
    return shadow == null
        ? StageSteps.begin(now.edit(), now.planned(), at)
        : now.edit()
            .enter(Phase.SHADOWING)
            .due(null, at.plus(shadow.lasts()))
            .newEpoch()
            .and(Effect.SEED_SKETCHES);
  }

  private static Edit shadowed(MigrationState now, Instant at) {
    Shadow shadow = now.planned().shadow();
    return shadow != null && shadow.only()
        ? now.edit().enter(Phase.ANALYZED).because("shadow", "the copies proved the candidate")
        : StageSteps.begin(now.edit(), now.planned(), at);
  }
}
