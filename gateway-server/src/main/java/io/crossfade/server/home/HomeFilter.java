package io.crossfade.server.home;

import static java.util.Objects.requireNonNull;

import io.crossfade.core.Call;
import io.crossfade.core.Filter;
import io.crossfade.core.ResponseSink;
import io.crossfade.core.Route;
import io.crossfade.core.Service;
import io.crossfade.core.http.HeldBody;
import io.crossfade.core.wire.Endpoint;
import io.crossfade.routing.affinity.Homes;
import java.util.List;
import java.util.function.BiFunction;

/**
 * Notices who makes which object, and asks for one elsewhere when a provider does not know it: so
 * an id finds its way home after a restart, from another replica, and whoever made it.
 *
 * @param homes what was seen in answers so far
 * @param elsewhere where else the objects of a call may be, after its route
 */
public record HomeFilter(Homes homes, BiFunction<Call, Route, List<Route>> elsewhere)
    implements Filter {

  @Override
  public Service decorate(Service next) {
    return (call, sink) -> {
      ResponseSink noticing = makesObjects(call) ? new NoticingSink(call, sink, homes) : sink;
      if (mayBeElsewhere(call)) {
        new Asking(call, noticing, next, this::places).start();
      } else {
        next.serve(call, noticing);
      }
    };
  }

  private List<Route> places(Call call) {
    return elsewhere.apply(call, requireNonNull(call.route(), "a routed call"));
  }

  /** Answers of chats are not kept by providers unless asked to, and are found by asking. */
  private static boolean makesObjects(Call call) {
    Endpoint.Kind kind = call.endpoint().kind();
    return kind == Endpoint.Kind.RESPONSES || kind == Endpoint.Kind.PASS_THROUGH;
  }

  /** What was sent once and is gone cannot be asked again. */
  private static boolean mayBeElsewhere(Call call) {
    boolean repeatable = call.body() instanceof HeldBody || call.body().length() == 0;
    return repeatable
        && switch (call.endpoint().kind()) {
          case CHAT_COMPLETIONS, RESPONSES, MESSAGES, COUNT_TOKENS, PASS_THROUGH -> true;
          case COMPLETIONS, EMBEDDINGS, MODELS, MODEL, HEALTH, UNKNOWN -> false;
        };
  }
}
