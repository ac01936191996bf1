package io.crossfade.routing;

import io.crossfade.core.wire.Endpoint;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All migrations in file order, with the short list for each known model made in advance. */
final class Lanes {
  private static final Lane[] NO_LANES = {};

  private final List<Lane> all;
  private final Lane[] any;
  private final Map<String, Lane[]> byModel = new HashMap<>();

  Lanes(List<Lane> all, Collection<String> ids) {
    this.all = List.copyOf(all);
    this.any = this.all.toArray(NO_LANES);
    Set<String> known = new HashSet<>(ids);
    all.forEach(lane -> known.addAll(lane.scope().ids()));
    known.forEach(id -> byModel.put(id, lanesOf(id)));
  }

  private Lane[] lanesOf(String id) {
    Lane[] lanes = all.stream().filter(lane -> lane.covers(id)).toArray(Lane[]::new);
    return lanes.length == 0 ? NO_LANES : lanes;
  }

  List<Lane> all() {
    return all;
  }

  /**
   * The first migration of that model which the call takes part in, or null. One of all models of a
   * provider that the call has to be translated for comes after the others.
   */
  @Nullable Lane admitting(RouteRequest request, String model) {
    Lane[] known = byModel.get(model);
    Lane foreign = null;
    for (Lane lane : known == null ? any : known) {
      if ((known != null || lane.covers(model)) && lane.admits(request)) {
        if (!lane.isForeign(request.endpoint().wire())) {
          return lane;
        }
        foreign = foreign == null ? lane : foreign;
      }
    }
    return foreign;
  }

  /** The first migration that covers the model, whoever calls; or null. */
  @Nullable Lane covering(String model) {
    return covering(model, null);
  }

  /** The same among those whose control can answer that path, its own wire's first if need be. */
  @Nullable Lane covering(String model, @Nullable Endpoint answered) {
    Lane foreign = null;
    for (Lane lane : byModel.getOrDefault(model, any)) {
      if (lane.covers(model) && (answered == null || lane.control().answers(answered))) {
        if (answered == null || !lane.isForeign(answered.wire())) {
          return lane;
        }
        foreign = foreign == null ? lane : foreign;
      }
    }
    return foreign;
  }
}
