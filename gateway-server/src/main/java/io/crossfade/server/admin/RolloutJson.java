package io.crossfade.server.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.config.Rollout;
import io.crossfade.core.config.Rollout.Stage;
import io.crossfade.core.config.Rollout.Strategy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** How a migration moves, as the file would say it. */
final class RolloutJson {
  private static final double BUCKETS_PER_PERCENT = 100.0;

  private RolloutJson() {}

  static void write(Rollout rollout, ObjectNode json) {
    json.put("strategy", lower(rollout.strategy()));
    stages(rollout, json);
    Rollout.HoldBack held = rollout.holdBack();
    if (held.buckets() > 0) {
      json.put("hold_back", percent(held.buckets()) + " for " + time(held.lasts()));
    }
    if (!rollout.fixed()) {
      json.put("advance", lower(rollout.advance())).put("min_requests", rollout.minRequests());
    }
    if (rollout.advanceAfter() > 0) {
      json.putObject("on_insufficient").put("advance_after", rollout.advanceAfter() + "x");
    }
    Instant start = rollout.executeAt();
    if (start != null) {
      json.put("execute_at", start.toString());
    }
    if (!rollout.conversations().isZero()) {
      json.putObject("conversations")
          .put("finish_where_started", true)
          .put("max_age", time(rollout.conversations()));
    }
  }

  private static void stages(Rollout rollout, ObjectNode json) {
    List<Stage> stages = rollout.stages();
    if (rollout.fixed()) {
      json.put("split", percent(stages.getFirst().splitBuckets()));
    } else if (rollout.strategy() == Strategy.CANARY) {
      ArrayNode steps = json.putArray("schedule");
      stages.forEach(stage -> steps.add(percent(stage.splitBuckets()) + held(rollout, stage)));
    } else if (rollout.strategy() == Strategy.PHASED) {
      ArrayNode phases = json.putArray("phases");
      stages.forEach(stage -> phases.add(phase(rollout, stage)));
    }
    if (rollout.hypercare()) {
      json.put("hypercare", time(stages.getLast().hold()));
    }
  }

  private static String held(Rollout rollout, Stage stage) {
    return watched(rollout, stage) ? " " + time(stage.hold()) : "";
  }

  private static ObjectNode phase(Rollout rollout, Stage stage) {
    ObjectNode json = ConfigJson.object().put("split", percent(stage.splitBuckets()));
    if (watched(rollout, stage)) {
      json.put("hold", time(stage.hold()));
    }
    if (!stage.only().isEmpty()) {
      json.set("only", ConfigJson.only(stage.only()));
    }
    if (!stage.models().isEmpty()) {
      json.set("models", ConfigJson.texts(stage.models()));
    }
    return json;
  }

  /** The time of the last stage is what {@code hypercare} says, where it is set. */
  private static boolean watched(Rollout rollout, Stage stage) {
    boolean care = rollout.hypercare() && stage.equals(rollout.stages().getLast());
    return !stage.hold().isZero() && !care;
  }

  private static String percent(int buckets) {
    return buckets / BUCKETS_PER_PERCENT + "%";
  }

  private static String time(Duration time) {
    return ConfigJson.millis(time.toMillis());
  }

  private static String lower(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT);
  }
}
