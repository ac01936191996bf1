package io.crossfade.routing;

import io.crossfade.core.Arm;
import io.crossfade.core.Route;
import io.crossfade.core.Target;
import io.crossfade.core.fault.Fault;
import io.crossfade.core.fault.Result;
import io.crossfade.routing.Decision.Placement;
import io.crossfade.routing.cohort.CohortKey;
import io.crossfade.routing.migration.Phase;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Retells one routing decision; it decides nothing itself. */
final class Explanation {
  private static final int KEY_SHOWN = 512;

  private final RoutingSnapshot snapshot;
  private final RouteRequest request;
  private final @Nullable String model;
  private final @Nullable Lane lane;

  Explanation(RoutingSnapshot snapshot, RouteRequest request) {
    this.snapshot = snapshot;
    this.request = request;
    String named = request.model();
    this.model = named == null ? null : snapshot.canonical(named);
    this.lane = model == null ? null : snapshot.laneOf(request, model);
  }

  Decision decision() {
    return switch (snapshot.route(request)) {
      case Result.Ok<Route>(Route route) -> decision(route);
      case Result.Err<Route>(Fault fault) -> refused(fault);
    };
  }

  private Decision decision(Route route) {
    return new Decision(
        request.model(),
        model,
        route.migration(),
        lane == null ? null : placement(lane),
        route.arm(),
        resolved(route.target()),
        route.fallbacks().stream().map(this::resolved).toList(),
        why(route) + ".",
        null);
  }

  private Decision refused(Fault fault) {
    return new Decision(
        request.model(),
        model,
        lane == null ? null : lane.name(),
        lane == null ? null : placement(lane),
        Arm.NONE,
        null,
        List.of(),
        "The call is refused: %s.".formatted(fault.message()),
        fault);
  }

  private Target resolved(Target target) {
    return target.model() == null ? new Target(target.provider(), model) : target;
  }

  private Placement placement(Lane lane) {
    CohortKey.Found found = lane.key().find(lane.cohort(), request);
    return new Placement(
        found.key().length() <= KEY_SHOWN ? found.key() : found.key().substring(0, KEY_SHOWN) + "…",
        found.source(),
        found.fallback(),
        lane.cohort().salt(),
        found.inputLength(),
        HexFormat.of().toHexDigits(found.hash()),
        found.bucket(),
        splitOf(lane),
        Lane.pinned(request.pin()));
  }

  private String why(Route route) {
    if (route.target().provider().equals(request.home()) && !Lane.pinned(request.pin())) {
      return "The call refers to an object that %s keeps".formatted(request.home());
    }
    if (model == null) {
      return "The call names no model, so it goes to " + route.target();
    }
    if (lane == null) {
      return "%s; %s"
          .formatted(
              whyNoMigration(model),
              snapshot.outside().why(request, model, snapshot.aside(request, model)));
    }
    return Lane.pinned(request.pin())
        ? "The caller pinned the %s of migration '%s'".formatted(route.arm().label(), lane.name())
        : byBucket(lane, route.arm());
  }

  private int splitOf(Lane lane) {
    return model == null ? 0 : lane.reach().splitOf(request, model);
  }

  private static String phaseOf(Lane lane) {
    Phase phase = lane.state().phase();
    return phase == Phase.NONE ? "not started" : phase.label();
  }

  private String byBucket(Lane lane, Arm arm) {
    int split = splitOf(lane);
    if (model != null && lane.kept(arm, request, model)) {
      return "The conversation began on the %s of migration '%s', which finishes it"
          .formatted(arm.label(), lane.name());
    }
    if (split == 0 && lane.state().splitBuckets() > 0) {
      return "No phase of migration '%s' so far is about this call, so the control serves"
          .formatted(lane.name());
    }
    return split == 0
        ? "Migration '%s' is %s with no bucket on the candidate, so the control serves"
            .formatted(lane.name(), phaseOf(lane))
        : "Bucket %d is %sbelow %d, the split of migration '%s', so the %s serves"
            .formatted(
                lane.bucketOf(request),
                arm == Arm.CANDIDATE ? "" : "not ",
                split,
                lane.name(),
                arm.label());
  }

  private String whyNoMigration(String model) {
    Lane covering = snapshot.covering(model);
    if (covering == null) {
      return "No migration covers model '%s'".formatted(model);
    }
    return covering.answers(request.endpoint())
        ? "Migration '%s' covers the model, but its 'only' rules leave this caller out"
            .formatted(covering.name())
        : "Migration '%s' covers the model, but not both of its arms can answer %s calls of %s"
            .formatted(
                covering.name(),
                Faults.label(request.endpoint().wire()),
                request.endpoint().kind().label());
  }
}
