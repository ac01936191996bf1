package io.crossfade.server.relay;

import io.crossfade.core.Call;
import io.crossfade.core.ResponseSink;
import io.crossfade.core.Service;
import io.crossfade.core.translate.LossPolicy;
import io.crossfade.server.loop.Deadlines;
import io.crossfade.server.provider.Provider;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Answers routed calls from providers: the innermost service.
 *
 * @param providers by name
 * @param policy what becomes of fields a provider cannot express
 * @param deadlines one per event loop, by loop index
 * @param nanos clock of the trace
 */
public record Relay(
    Map<String, Provider> providers,
    LossPolicy policy,
    List<Deadlines> deadlines,
    LongSupplier nanos)
    implements Service {

  public Relay {
    providers = Map.copyOf(providers);
    deadlines = List.copyOf(deadlines);
  }

  @Override
  public void serve(Call call, ResponseSink sink) {
    new RelayedCall(this, call, sink).start();
  }

  Deadlines deadlinesOf(Call call) {
    return deadlines.get(call.origin().loop());
  }
}
