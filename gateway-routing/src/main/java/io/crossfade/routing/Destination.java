package io.crossfade.routing;

import io.crossfade.core.Arm;
import io.crossfade.core.Route;
import io.crossfade.core.Target;
import io.crossfade.core.config.ProviderType;
import io.crossfade.core.fault.Result;
import io.crossfade.core.provider.embedding.Embeddings;
import io.crossfade.core.wire.Endpoint;
import io.crossfade.core.wire.Wire;
import io.crossfade.core.wire.Wires;
import org.jspecify.annotations.Nullable;

/**
 * One place a call may end, with its answer made in advance.
 *
 * @param type whose API the first choice speaks
 * @param translated whether calls of other dialects can be translated for it
 * @param route handed out to call after call
 */
record Destination(ProviderType type, boolean translated, Result.Ok<Route> route) {

  /** A place outside every migration. */
  static Destination outside(Providers providers, Target target, Iterable<Target> fallbacks) {
    return new Destination(
        providers.type(target),
        providers.translated(target),
        new Result.Ok<>(
            new Route(null, -1, Arm.NONE, target, providers.standIns(target, fallbacks))));
  }

  boolean speaks(Wire other) {
    return type.speaks(other);
  }

  /** What it speaks, or null when that is no caller's dialect. */
  @Nullable Wire wire() {
    return type.wire().orElse(null);
  }

  /** Whether it can answer calls of that path, translated if need be. */
  boolean answers(Endpoint endpoint) {
    return type.speaks(endpoint)
        || (translated && Wires.of(endpoint.kind()).isPresent())
        || Embeddings.translates(type, endpoint, target().model());
  }

  Target target() {
    return route.value().target();
  }
}
