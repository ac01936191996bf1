package io.crossfade.server.filter;

import io.crossfade.core.Arm;
import io.crossfade.core.Call;
import io.crossfade.core.Ending;
import io.crossfade.core.Filter;
import io.crossfade.core.ResponseSink;
import io.crossfade.core.Route;
import io.crossfade.core.Service;
import io.crossfade.core.Target;
import io.crossfade.core.config.MigrationConfig;
import io.crossfade.core.config.ProviderConfig;
import io.crossfade.core.fault.Fault;
import io.crossfade.core.fault.Result;
import io.crossfade.core.http.ResponseHead;
import io.crossfade.core.wire.Wire;
import io.crossfade.metrics.window.InFlight;
import io.crossfade.metrics.window.StepWindows;
import io.crossfade.server.home.ObjectHomes;
import io.crossfade.server.snapshot.Snapshot;
import io.crossfade.server.stack.ForwardingSink;
import io.crossfade.server.tap.EvidenceTap;
import io.crossfade.server.tap.Pricing;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Gives each call its route, and its place in the evidence: whatever becomes of the call, it counts
 * for the arm and the step it was routed in.
 *
 * @param snapshot the configuration this stack was built for
 * @param objects which provider keeps what a call refers to
 * @param inFlight units under way, by loop
 * @param nanos clock of the traces
 */
public record RouteFilter(
    Snapshot snapshot, ObjectHomes objects, List<InFlight> inFlight, LongSupplier nanos)
    implements Filter {

  public RouteFilter {
    inFlight = List.copyOf(inFlight);
  }

  @Override
  public Service decorate(Service next) {
    return (call, sink) -> {
      RoutedRequest request = new RoutedRequest(call, snapshot, homeOf(call));
      ResponseSink told = request.wantsExplanation() ? explained(request, sink) : sink;
      switch (snapshot.routing().route(request)) {
        case Result.Ok<Route>(Route route) ->
            next.serve(call.on(route), judged(request, route, told));
        case Result.Err<Route>(Fault fault) -> told.end(Ending.failed(fault));
      }
    };
  }

  private @Nullable String homeOf(Call call) {
    return objects.of(call, snapshot.config().providers().keySet());
  }

  /** Where else the objects of a routed call may be. */
  public static List<Route> elsewhere(Snapshot snapshot, Call call, Route asked) {
    return snapshot.routing().elsewhere(new RoutedRequest(call, snapshot, null), asked);
  }

  private ResponseSink judged(RoutedRequest request, Route route, ResponseSink sink) {
    Call call = request.call();
    call.trace().routed(route);
    String named = request.model();
    if (named != null) {
      call.trace().asksFor(snapshot.routing().canonical(named));
    }
    if (route.arm() == Arm.NONE) {
      return sink;
    }
    if (request.pin() != null) {
      call.trace().pinned();
    }
    if (snapshot.routing().keyMissing(route, request)) {
      call.trace().keyMissing();
    }
    return switch (snapshot.routing().standing(route, request)) {
      case WEIGHED -> counted(request, route, sink, snapshot.windows());
      case SETTLED -> counted(request, route, sink, snapshot.settled());
      case ASIDE -> sink;
    };
  }

  private ResponseSink counted(
      RoutedRequest request, Route route, ResponseSink sink, List<StepWindows> windows) {
    Call call = request.call();
    return new EvidenceTap(
        call,
        sink,
        new EvidenceTap.Place(
            windows.get(route.slot()),
            snapshot.routing().keyHash(route, request),
            declared(route).rollback().countRateLimited(),
            pricing(declared(route)),
            inFlight.get(call.origin().loop())),
        nanos);
  }

  private Pricing pricing(MigrationConfig declared) {
    boolean counted = counts(declared.from()) && counts(declared.to());
    return new Pricing(snapshot.prices(), declared.to(), counted);
  }

  /** Whether a provider counts every stream: unasked, or because it is always asked. */
  private boolean counts(Target arm) {
    ProviderConfig provider = snapshot.config().providers().get(arm.provider());
    return provider != null
        && (provider.asksUsage() || provider.type().wire().orElse(null) != Wire.OPENAI);
  }

  private MigrationConfig declared(Route route) {
    return snapshot.config().migrations().get(route.slot());
  }

  private ResponseSink explained(RoutedRequest request, ResponseSink sink) {
    return new ForwardingSink(sink) {
      @Override
      public void head(ResponseHead head) {
        head.headers().add("x-crossfade-explain", snapshot.routing().explain(request).line());
        super.head(head);
      }
    };
  }
}
