package io.crossfade.server.filter;

import io.crossfade.core.Arm;
import io.crossfade.core.Call;
import io.crossfade.core.Ending;
import io.crossfade.core.Filter;
import io.crossfade.core.ResponseSink;
import io.crossfade.core.Route;
import io.crossfade.core.Service;
import io.crossfade.core.fault.Fault;
import io.crossfade.core.fault.Result;
import io.crossfade.server.snapshot.Snapshot;
import io.crossfade.server.tap.EvidenceTap;
import java.util.function.LongSupplier;

/**
 * Gives each call its route, and its place in the evidence: whatever becomes of the call, it counts
 * for the arm and the step it was routed in.
 *
 * @param snapshot the configuration this stack was built for
 * @param nanos clock of the traces
 */
public record RouteFilter(Snapshot snapshot, LongSupplier nanos) implements Filter {

  @Override
  public Service decorate(Service next) {
    boolean keysAsked = !snapshot.config().keys().isEmpty();
    return (call, sink) -> {
      RoutedRequest request = new RoutedRequest(call, keysAsked);
      switch (snapshot.routing().route(request)) {
        case Result.Ok<Route>(Route route) -> next.serve(call.on(route), judged(request, route, sink));
        case Result.Err<Route>(Fault fault) -> sink.end(Ending.failed(fault));
      }
    };
  }

  private ResponseSink judged(RoutedRequest request, Route route, ResponseSink sink) {
    Call call = request.call();
    call.trace().routed(route);
    String canonical = canonical(request);
    if (canonical != null) {
      call.trace().asksFor(canonical);
    }
    if (route.arm() == Arm.NONE) {
      return sink;
    }
    if (request.pin() != null) {
      call.trace().pinned();
    }
    return new EvidenceTap(call, sink, snapshot.windows().get(route.slot()), nanos);
  }

}
