package io.crossfade.routing;

import io.crossfade.core.Arm;
import io.crossfade.core.Route;
import io.crossfade.core.Target;
import io.crossfade.core.config.MigrationConfig;
import io.crossfade.core.fault.Result;
import io.crossfade.core.wire.Endpoint;
import io.crossfade.core.wire.Wire;
import io.crossfade.routing.cohort.Cohort;
import io.crossfade.routing.cohort.CohortKey;
import io.crossfade.routing.match.Audience;
import io.crossfade.routing.match.ModelScope;
import io.crossfade.routing.migration.MigrationState;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One migration, ready to be asked.
 *
 * @param slot its index in the snapshot
 * @param name of the migration
 * @param state split, epoch and step
 * @param scope requested models it is about
 * @param audience callers it is for
 * @param cohort bucket of a key
 * @param key which key
 * @param reach which buckets are the candidate's
 * @param conversations whether a running conversation finishes where it began
 * @param control where the old traffic goes
 * @param candidate where the new traffic goes
 * @param aside the control's place for callers the migration is not for
 */
record Lane(
    int slot,
    String name,
    MigrationState state,
    ModelScope scope,
    Audience audience,
    Cohort cohort,
    CohortKey key,
    Reach reach,
    boolean conversations,
    Destination control,
    Destination candidate,
    Destination aside) {

  static Lane compile(int slot, MigrationConfig declared, Wiring wiring) {
    // The control keeps the model each caller named; only the candidate's is replaced.
    Target control = new Target(declared.from().provider(), null);
    List<Target> rescue = declared.fallbackToControl() ? List.of(control) : List.of();
    String name = declared.name();
    Providers providers = wiring.providers();
    return new Lane(
        slot,
        name,
        wiring.state(name),
        scope(declared, wiring.models()),
        Audience.of(declared.only()),
        Cohort.salted(declared.salt()),
        CohortKey.by(declared.stickyBy()),
        Reach.of(wiring.state(name), wiring.models()),
        !declared.rollout().conversations().isZero(),
        arm(providers, new Route(name, slot, Arm.CONTROL, control, List.of())),
        arm(
            providers,
            new Route(
                name,
                slot,
                Arm.CANDIDATE,
                declared.to(),
                providers.standIns(declared.to(), rescue))),
        Destination.outside(providers, control, List.of()));
  }

  private static Destination arm(Providers providers, Route route) {
    return new Destination(
        providers.type(route.target()),
        providers.translated(route.target()),
        new Result.Ok<>(route));
  }

  private static ModelScope scope(MigrationConfig declared, Models models) {
    String only = declared.from().model();
    if (declared.models().isEmpty() && only == null) {
      return ModelScope.ALL;
    }
    List<String> named =
        declared.models().isEmpty() && only != null ? List.of(only) : declared.models();
    return ModelScope.of(named.stream().map(name -> canonical(name, models)).toList());
  }

  static String canonical(String name, Models models) {
    String known = models.canonical(name);
    return known == null ? name : known;
  }

  boolean covers(String canonical) {
    return scope.covers(canonical);
  }

  /** Whether it is about all models of a provider that speaks another wire than that. */
  boolean isForeign(Wire wire) {
    return scope.equals(ModelScope.ALL) && !control.speaks(wire);
  }

  /** Whether both arms can answer calls of that path, without which nothing could be compared. */
  boolean answers(Endpoint endpoint) {
    return control.answers(endpoint) && candidate.answers(endpoint);
  }

  /** Whether a call for one of its models takes part. */
  boolean admits(RouteRequest request) {
    return answers(request.endpoint()) && audience.admits(request);
  }

  int bucketOf(RouteRequest request) {
    return Cohort.bucketOf(key.hash(cohort, request));
  }

  /** The arm a call that takes part belongs to. */
  Destination armOf(RouteRequest request, String model) {
    Arm pin = request.pin();
    if (pinned(pin)) {
      return pin == Arm.CANDIDATE ? candidate : control;
    }
    return placed(request, model) == Arm.CANDIDATE ? candidate : control;
  }

  /** The one arm that provider is, or null when it is neither or both. */
  @Nullable Arm armAt(@Nullable String provider) {
    boolean old = control.target().provider().equals(provider);
    boolean next = candidate.target().provider().equals(provider);
    return old == next ? null : next ? Arm.CANDIDATE : Arm.CONTROL;
  }

  Destination at(Arm arm) {
    return arm == Arm.CANDIDATE ? candidate : control;
  }

  /** The arm of an unpinned call. With no bucket on the candidate nobody is kept there either. */
  private Arm placed(RouteRequest request, String model) {
    int split = reach.splitOf(request, model);
    if (split == 0) {
      return Arm.CONTROL;
    }
    Arm home = armAt(request.home());
    if (home != null) {
      return home;
    }
    long hash = key.hash(cohort, request);
    Arm byBucket = byBucket(hash, split);
    return conversations && !key.missing(request) ? request.runsOn(slot, hash, byBucket) : byBucket;
  }

  private static Arm byBucket(long hash, int split) {
    return Cohort.bucketOf(hash) < split ? Arm.CANDIDATE : Arm.CONTROL;
  }

  /** Whether a call is on that arm because something of it is there already, not by its bucket. */
  boolean kept(Arm arm, RouteRequest request, String model) {
    if ((!conversations && request.home() == null) || pinned(request.pin())) {
      return false;
    }
    return arm != byBucket(key.hash(cohort, request), reach.splitOf(request, model));
  }

  static boolean pinned(@Nullable Arm pin) {
    return pin == Arm.CONTROL || pin == Arm.CANDIDATE;
  }

  /**
   * What all migrations of a snapshot are compiled against.
   *
   * @param states by migration; one that is missing has not begun
   */
  record Wiring(Providers providers, Models models, Map<String, MigrationState> states) {

    MigrationState state(String name) {
      MigrationState state = states.get(name);
      return state == null ? MigrationState.none(name) : state;
    }
  }
}
