package io.crossfade.server.gateway;

import io.crossfade.core.Call;
import io.crossfade.core.ResponseSink;
import io.crossfade.core.Service;
import io.crossfade.core.config.Config;
import io.crossfade.core.config.ProviderConfig;
import io.crossfade.core.wire.Wire;
import io.crossfade.server.control.Secrets;
import io.crossfade.server.filter.Keys;
import io.crossfade.server.relay.Deadlines;
import io.crossfade.server.relay.Provider;
import io.crossfade.server.relay.Relay;
import io.crossfade.server.snapshot.Snapshot;
import io.crossfade.server.upstream.Upstreams;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The stack in force: compiled whole for each snapshot, swapped by one write. A call runs through
 * the stack it started with, whatever happens meanwhile.
 */
final class LiveStack implements Service {
  private final GatewayStack.Shared shared;
  private final Secrets secrets;
  private final List<Deadlines> deadlines;
  private Upstreams upstreams;
  private @Nullable Snapshot compiledFor;
  private volatile Service current = LiveStack::notYet;

  LiveStack(
      GatewayStack.Shared shared,
      Secrets secrets,
      List<Deadlines> deadlines,
      Upstreams upstreams) {
    this.shared = shared;
    this.secrets = secrets;
    this.deadlines = List.copyOf(deadlines);
    this.upstreams = upstreams;
  }

  @Override
  public void serve(Call call, ResponseSink sink) {
    current.serve(call, sink);
  }

  /** Puts a snapshot in force; one after the other, never on an event loop. */
  synchronized void publish(Snapshot snapshot) {
    Config config = snapshot.config();
    boolean sameFile = compiledFor != null && compiledFor.config().equals(config);
    Upstreams next = sameFile ? upstreams : upstreams.with(config.providers());
    Keys keys = Keys.of(config.keys(), key -> secrets.reveal(key.key()));
    Relay relay = new Relay(providers(config, next), deadlines, shared.nanos());
    current = GatewayStack.of(snapshot, keys, shared).over(relay);
    compiledFor = snapshot;
    upstreams.retireFor(next);
    upstreams = next;
  }

  private Map<String, Provider> providers(Config config, Upstreams next) {
    Map<String, Provider> providers = new HashMap<>();
    config.providers().forEach((name, provider) -> providers.put(name, provider(provider, next)));
    return providers;
  }

  private Provider provider(ProviderConfig config, Upstreams next) {
    Wire wire = config.type().wire().orElseThrow();
    return new Provider(
        config,
        wire,
        Objects.requireNonNull(next.get(config.name()), "every provider has an upstream"),
        () -> secrets.reveal(config.apiKey()));
  }

  private static void notYet(Call call, ResponseSink sink) {
    throw new IllegalStateException("a call came before the first snapshot was published");
  }
}
