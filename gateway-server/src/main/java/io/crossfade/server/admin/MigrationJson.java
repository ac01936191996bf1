package io.crossfade.server.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.Arm;
import io.crossfade.core.config.Config;
import io.crossfade.core.config.MigrationConfig;
import io.crossfade.metrics.duration.Quantiles;
import io.crossfade.metrics.judge.GateReading;
import io.crossfade.metrics.judge.alert.Alert;
import io.crossfade.metrics.window.ArmReport;
import io.crossfade.metrics.window.StepReport;
import io.crossfade.routing.migration.MigrationState;
import io.crossfade.server.admin.events.History;
import io.crossfade.server.admin.making.Settings;
import io.crossfade.server.control.MigrationView;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One migration as the management API tells it. Rates are fractions, traffic is percent. */
final class MigrationJson {
  private static final double BUCKETS_PER_PERCENT = 100.0;

  private final LongSupplier nanos;
  private final ProgressJson progress;
  private final Supplier<Config> config;

  MigrationJson(LongSupplier nanos, History history, Supplier<Config> config) {
    this.nanos = nanos;
    this.progress = new ProgressJson(history);
    this.config = config;
  }

  ObjectNode of(MigrationView view) {
    MigrationState state = view.state();
    long now = nanos.getAsLong();
    StepReport control = view.reports().report(Arm.CONTROL, now);
    StepReport candidate = view.reports().report(Arm.CANDIDATE, now);
    ObjectNode json = head(state, view.declared());
    progress.write(view, config.get(), json);
    json.set("metrics", metrics(control.step(), candidate.step()));
    ObjectNode arms = json.putObject("arms");
    arms.set("control", spans(control));
    arms.set("candidate", spans(candidate));
    json.set("gates", gates(view.judge().readings()));
    json.set("alerts", alerts(view.judge().alerts()));
    return json;
  }

  private static ObjectNode head(MigrationState state, @Nullable MigrationConfig declared) {
    ObjectNode json =
        object()
            .put("migration_id", state.name())
            .put("name", state.name())
            .put("status", state.status())
            .put("state", state.phase().label())
            .put("reason", state.reason().isEmpty() ? null : reason(state))
            .put("step", state.step())
            .put("epoch", state.epoch())
            .put("seq", state.seq())
            .put("split", state.splitBuckets() / BUCKETS_PER_PERCENT);
    if (declared != null) {
      json.put("source", declared.from().toString())
          .put("target", declared.to().toString())
          .put("rollback_mode", declared.rollback().mode().name().toLowerCase(Locale.ROOT));
    } else {
      named(state, json);
      json.putNull("rollback_mode");
    }
    String settings = state.settings();
    if (settings != null) {
      json.set("settings", Settings.of(settings).json());
    }
    return json.put("origin", state.made() ? "api" : "file");
  }

  /** What is known of where it goes before that is settled; nothing once nobody declares it. */
  private static void named(MigrationState state, ObjectNode json) {
    String settings = state.settings();
    Settings made = settings == null ? null : Settings.of(settings);
    json.put("source", made == null ? "" : made.from());
    json.put("target", made == null ? "" : made.to());
  }

  private static String reason(MigrationState state) {
    return state.detail().isEmpty() ? state.reason() : state.reason() + ": " + state.detail();
  }

  private static ObjectNode metrics(ArmReport control, ArmReport candidate) {
    ObjectNode json = object();
    number(json, "source_error_rate", control.errorRate());
    number(json, "target_error_rate", candidate.errorRate());
    number(json, "source_latency_p99", longest(control));
    number(json, "target_latency_p99", longest(candidate));
    return json;
  }

  /** Plain answers and streams are kept apart; the headline is whichever is slower. */
  private static double longest(ArmReport arm) {
    if (arm.latency().count() == 0) {
      return arm.streamLatency().p99();
    }
    return arm.streamLatency().count() == 0
        ? arm.latency().p99()
        : Math.max(arm.latency().p99(), arm.streamLatency().p99());
  }

  private static ObjectNode spans(StepReport report) {
    ObjectNode json = object();
    json.set("minute", arm(report.minute()));
    json.set("five_minutes", arm(report.fiveMinutes()));
    json.set("step", arm(report.step()));
    return json;
  }

  private static ObjectNode arm(ArmReport report) {
    ObjectNode json = object().put("calls", report.calls());
    number(json, "error_rate", report.errorRate());
    ObjectNode outcomes = json.putObject("outcomes");
    report.outcomes().forEach((outcome, calls) -> outcomes.put(outcome.label(), calls));
    quantiles(json, "latency_ms", report.latency());
    quantiles(json, "stream_latency_ms", report.streamLatency());
    quantiles(json, "ttft_ms", report.ttft());
    return json;
  }

  private static void quantiles(ObjectNode json, String name, Quantiles values) {
    if (values.count() == 0) {
      json.putNull(name);
    } else {
      json.putObject(name)
          .put("p50", values.p50())
          .put("p95", values.p95())
          .put("p99", values.p99());
    }
  }

  private static ArrayNode gates(List<GateReading> readings) {
    ArrayNode json = JsonNodeFactory.instance.arrayNode();
    for (GateReading reading : readings) {
      ObjectNode gate = json.addObject().put("gate", reading.gate()).put("test", reading.test());
      number(gate, "evidence", reading.evidence());
      number(gate, "threshold", reading.threshold());
      gate.put("control_calls", reading.step().n0())
          .put("control_failures", reading.step().x0())
          .put("candidate_calls", reading.step().n1())
          .put("candidate_failures", reading.step().x1());
    }
    return json;
  }

  private static ArrayNode alerts(Collection<Alert> alerts) {
    ArrayNode json = JsonNodeFactory.instance.arrayNode();
    for (Alert alert : alerts) {
      json.addObject()
          .put("name", alert.name())
          .put("arm", alert.arm().label())
          .put("critical", alert.critical())
          .put("reason", alert.reason());
    }
    return json;
  }

  /** JSON has no NaN; what cannot be said is null. */
  private static void number(ObjectNode json, String name, double value) {
    if (Double.isFinite(value)) {
      json.put(name, value);
    } else {
      json.putNull(name);
    }
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
