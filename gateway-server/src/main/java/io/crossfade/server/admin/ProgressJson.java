package io.crossfade.server.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.config.Config;
import io.crossfade.core.config.MigrationConfig;
import io.crossfade.metrics.judge.advance.StageProgress;
import io.crossfade.routing.migration.MigrationState;
import io.crossfade.routing.migration.Phase;
import io.crossfade.routing.migration.Plan;
import io.crossfade.server.admin.events.History;
import io.crossfade.server.control.MigrationView;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How far a migration is, and what is left when it has arrived. */
record ProgressJson(History history) {
  private static final double BUCKETS_PER_PERCENT = 100.0;

  void write(MigrationView view, Config config, ObjectNode json) {
    MigrationState state = view.state();
    ObjectNode progress =
        json.putObject("progress")
            .put("traffic_on_target", state.splitBuckets() / BUCKETS_PER_PERCENT)
            .put("started_at", text(history.startedAt(state.name())))
            .put("estimated_completion", text(Forecast.completion(view, Instant.now())));
    Plan plan = state.plan();
    if (plan != null && !plan.fixed()) {
      progress.put("steps", plan.stages().size());
      progress.put("hold_until", text(Optional.ofNullable(state.holdUntil())));
    }
    view.judge().progress().ifPresent(stage -> write(stage, progress.putObject("proof")));
    MigrationConfig declared = view.declared();
    if (state.phase() == Phase.COMPLETED && declared != null) {
      Instant completed = history.reachedAt(state.name(), Phase.COMPLETED).orElse(Instant.EPOCH);
      json.set(
          "decommission",
          ConfigJson.texts(Decommission.checklist(declared, config, state.made(), completed)));
    }
  }

  private static void write(StageProgress stage, ObjectNode json) {
    json.put("candidate_requests", stage.candidate());
    if (stage.needed() < Long.MAX_VALUE) {
      json.put("needed_requests", stage.needed());
    } else {
      json.putNull("needed_requests");
    }
    json.put("requests_per_hour", stage.perSecond() * 3_600).put("proven", stage.proven());
  }

  private static @Nullable String text(Optional<Instant> time) {
    return time.map(Instant::toString).orElse(null);
  }
}
