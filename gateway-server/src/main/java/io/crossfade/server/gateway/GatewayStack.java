package io.crossfade.server.gateway;

import static io.crossfade.server.stack.Stack.layer;

import io.crossfade.core.config.Config;
import io.crossfade.metrics.window.InFlight;
import io.crossfade.routing.affinity.Homes;
import io.crossfade.server.filter.AnswerFilter;
import io.crossfade.server.filter.BodyMemory;
import io.crossfade.server.filter.DecodeFilter;
import io.crossfade.server.filter.EndpointFilter;
import io.crossfade.server.filter.HoldFilter;
import io.crossfade.server.filter.KeyFilter;
import io.crossfade.server.filter.Keys;
import io.crossfade.server.filter.LocalFilter;
import io.crossfade.server.filter.ModelLists;
import io.crossfade.server.filter.RequestIdFilter;
import io.crossfade.server.filter.RescueFilter;
import io.crossfade.server.filter.RouteFilter;
import io.crossfade.server.home.HomeFilter;
import io.crossfade.server.home.ObjectHomes;
import io.crossfade.server.snapshot.Snapshot;
import io.crossfade.server.stack.Stack;
import io.crossfade.server.tap.AccountTap;
import io.crossfade.server.tap.Ledger;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Every layer a call passes, in order. To know what the gateway does to a call, read this table; at
 * its end the relay asks the providers.
 */
final class GatewayStack {
  private GatewayStack() {}

  /**
   * What the layers share across configurations.
   *
   * @param ledgers told of every call
   * @param memory what all held bodies share
   * @param inFlight units of evidence under way, by loop
   * @param homes which provider made which object
   * @param nanos clock of the traces
   */
  record Shared(
      List<Ledger> ledgers,
      BodyMemory memory,
      List<InFlight> inFlight,
      Homes homes,
      LongSupplier nanos) {}

  /** What depends on the file alone, and stays when only a migration moves. */
  record Fixed(Config config, Keys keys, ModelLists models) {}

  static Stack of(Snapshot snapshot, Fixed fixed, Shared shared) {
    return new Stack(
        List.of(
            layer("request-id", new RequestIdFilter(), "every answer and log line needs an id"),
            layer(
                "account",
                new AccountTap(shared.ledgers(), shared.nanos()),
                "above all that may refuse a call, so that refusals are counted too"),
            layer(
                "answer",
                new AnswerFilter(fixed.config().responseHeaders()),
                "above all that may fail a call, so that every error has the caller's shape"),
            layer("rescue", new RescueFilter(), "a bug in any layer below still ends the answer"),
            layer("key", new KeyFilter(fixed.keys()), "before anything costs more than a look"),
            layer("endpoint", new EndpointFilter(), "a path is believed once it has one meaning"),
            layer(
                "local",
                new LocalFilter(fixed.models()),
                "what the gateway knows by itself needs no body and no provider"),
            layer("decode", new DecodeFilter(), "bodies are read, and sent on, uncompressed"),
            layer(
                "hold",
                new HoldFilter(shared.memory()),
                "routing needs the model; whole bodies can also be sent twice"),
            layer(
                "route",
                new RouteFilter(
                    snapshot, new ObjectHomes(shared.homes()), shared.inFlight(), shared.nanos()),
                "below all that may refuse, so that whatever happens from here on is the arm's"),
            layer(
                "home",
                new HomeFilter(
                    shared.homes(), (call, asked) -> RouteFilter.elsewhere(snapshot, call, asked)),
                "below the route, so that asking elsewhere is still one call of one arm")));
  }
}
