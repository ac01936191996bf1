package io.crossfade.routing;

import io.crossfade.core.Arm;
import io.crossfade.core.Route;
import io.crossfade.core.Target;
import io.crossfade.core.fault.Result;
import io.crossfade.core.wire.Wire;
import org.jspecify.annotations.Nullable;

/**
 * One place a call may end, with its answer made in advance.
 *
 * @param wire what the first choice speaks, or null while no translator for it is built in
 * @param route handed out to call after call
 */
record Destination(@Nullable Wire wire, Result.Ok<Route> route) {

  /** A place outside every migration. */
  static Destination outside(Providers providers, Target target, Iterable<Target> fallbacks) {
    return new Destination(
        providers.wire(target),
        new Result.Ok<>(new Route(null, -1, Arm.NONE, target, providers.alike(target, fallbacks))));
  }

  boolean speaks(Wire other) {
    return wire == other;
  }

  Target target() {
    return route.value().target();
  }
}
