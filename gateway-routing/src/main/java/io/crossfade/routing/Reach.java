package io.crossfade.routing;

import io.crossfade.routing.match.Audience;
import io.crossfade.routing.match.ModelScope;
import io.crossfade.routing.migration.MigrationState;
import io.crossfade.routing.migration.Phase;
import io.crossfade.routing.migration.Plan;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which buckets are the candidate's, caller by caller. A phased migration opens group after group:
 * a call has the largest share of all phases so far that are about it, so nobody goes back because
 * the next phase begins.
 */
final class Reach {
  private static final Opening[] NONE = {};

  private final int splitBuckets;
  private final Opening[] earlier;
  private final Opening current;

  private Reach(int splitBuckets, Opening[] earlier, Opening current) {
    this.splitBuckets = splitBuckets;
    this.earlier = earlier;
    this.current = current;
  }

  static Reach of(MigrationState state, Models models) {
    Plan plan = state.plan();
    boolean grouped =
        plan != null
            && plan.phased()
            && state.splitBuckets() > 0
            && state.rootPhase() == Phase.RUNNING;
    if (plan == null || !grouped) {
      return new Reach(state.splitBuckets(), NONE, Opening.ALL);
    }
    Opening[] opened =
        IntStream.rangeClosed(0, state.step())
            .mapToObj(stage -> Opening.of(plan, stage, models))
            .toArray(Opening[]::new);
    Opening[] earlier = new Opening[state.step()];
    System.arraycopy(opened, 0, earlier, 0, earlier.length);
    return new Reach(state.splitBuckets(), earlier, opened[state.step()]);
  }

  /** Buckets below this are the candidate's, for that call. */
  int splitOf(RouteRequest request, String model) {
    int split = current.about(request, model) ? splitBuckets : 0;
    return Math.max(split, earlierOf(request, model));
  }

  /** How that call counts. */
  Standing standingOf(RouteRequest request, String model) {
    int before = earlierOf(request, model);
    if (current.about(request, model) && splitBuckets >= before) {
      return Standing.WEIGHED;
    }
    return before > 0 ? Standing.SETTLED : Standing.ASIDE;
  }

  private int earlierOf(RouteRequest request, String model) {
    int split = 0;
    for (Opening opening : earlier) {
      if (opening.splitBuckets > split && opening.about(request, model)) {
        split = opening.splitBuckets;
      }
    }
    return split;
  }

  /** One phase that has begun. */
  private record Opening(int splitBuckets, Audience audience, ModelScope scope) {
    static final Opening ALL =
        new Opening(MigrationState.ALL, Audience.of(List.of()), ModelScope.ALL);

    static Opening of(Plan plan, int stage, Models models) {
      Plan.Stage begun = plan.stages().get(stage);
      ModelScope scope =
          begun.models().isEmpty()
              ? ModelScope.ALL
              : ModelScope.of(
                  begun.models().stream().map(name -> Lane.canonical(name, models)).toList());
      return new Opening(plan.capped(begun.splitBuckets()), Audience.of(begun.only()), scope);
    }

    boolean about(RouteRequest request, String model) {
      return scope.covers(model) && audience.admits(request);
    }
  }
}
