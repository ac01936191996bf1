package io.crossfade.server.gateway;

import static java.util.Objects.requireNonNull;

import io.crossfade.core.Call;
import io.crossfade.core.ResponseSink;
import io.crossfade.core.Service;
import io.crossfade.core.config.Config;
import io.crossfade.core.config.ProviderConfig;
import io.crossfade.core.provider.Providers;
import io.crossfade.core.translate.LossPolicy;
import io.crossfade.server.aws.AwsAccount;
import io.crossfade.server.control.Secrets;
import io.crossfade.server.filter.Keys;
import io.crossfade.server.filter.ModelLists;
import io.crossfade.server.loop.Deadlines;
import io.crossfade.server.provider.Provider;
import io.crossfade.server.relay.Relay;
import io.crossfade.server.snapshot.Snapshot;
import io.crossfade.server.upstream.HttpUpstream;
import io.crossfade.server.upstream.Upstreams;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The stack in force: compiled whole for each snapshot, swapped by one write. A call runs through
 * the stack it started with, whatever happens meanwhile.
 */
final class LiveStack implements Service {
  private final GatewayStack.Shared shared;
  private final Secrets secrets;
  private final AwsAccount account;
  private final List<Deadlines> deadlines;
  private Upstreams upstreams;
  private @Nullable Built built;
  private volatile Service current = LiveStack::notYet;

  /** What is in force: one snapshot, and what was built for its file. */
  private record Built(
      Snapshot snapshot, GatewayStack.Fixed fixed, Relay relay, Upstreams upstreams) {

    Built with(Snapshot later) {
      return new Built(later, fixed, relay, upstreams);
    }
  }

  LiveStack(
      GatewayStack.Shared shared,
      Secrets secrets,
      AwsAccount account,
      List<Deadlines> deadlines,
      Upstreams upstreams) {
    this.shared = shared;
    this.secrets = secrets;
    this.account = account;
    this.deadlines = List.copyOf(deadlines);
    this.upstreams = upstreams;
  }

  @Override
  public void serve(Call call, ResponseSink sink) {
    current.serve(call, sink);
  }

  /**
   * Puts a snapshot in force unless a later one is; one after the other, never on an event loop.
   * Where only a migration moved, nothing is built that could fail: a rollback must reach the
   * calls.
   */
  synchronized void publish(Snapshot snapshot) {
    Built before = built;
    if (before == null || snapshot.revision() > before.snapshot().revision()) {
      boolean sameFile = before != null && before.fixed().config().equals(snapshot.config());
      put(sameFile ? requireNonNull(before).with(snapshot) : build(snapshot));
    }
  }

  /** Who is asked for answers now. */
  synchronized Collection<HttpUpstream> upstreams() {
    return upstreams.all();
  }

  /** Builds what is in force anew, because a gateway key's file has another secret in it. */
  synchronized void rekey() {
    if (built != null) {
      put(build(built.snapshot()));
    }
  }

  private void put(Built now) {
    current = GatewayStack.of(now.snapshot(), now.fixed(), shared).over(now.relay());
    built = now;
    upstreams.retireFor(now.upstreams());
    upstreams = now.upstreams();
  }

  private Built build(Snapshot snapshot) {
    Config config = snapshot.config();
    Upstreams next = upstreams.with(config.providers());
    Keys keys = Keys.of(config.keys(), key -> secrets.reveal(key.key()));
    return new Built(
        snapshot,
        new GatewayStack.Fixed(config, keys, new ModelLists(snapshot.models())),
        new Relay(
            providers(config, next),
            new LossPolicy(config.translation().refused()),
            deadlines,
            shared.nanos()),
        next);
  }

  private Map<String, Provider> providers(Config config, Upstreams next) {
    Map<String, Provider> providers = new HashMap<>();
    config.providers().forEach((name, provider) -> providers.put(name, provider(provider, next)));
    return providers;
  }

  private Provider provider(ProviderConfig config, Upstreams next) {
    return new Provider(
        config,
        config.type().wire().orElse(null),
        Providers.of(config.type()).orElse(null),
        requireNonNull(next.get(config.name()), "every provider has an upstream"),
        () -> secrets.reveal(config.apiKey()),
        account.signerOf(config));
  }

  private static void notYet(Call call, ResponseSink sink) {
    throw new IllegalStateException("a call came before the first snapshot was published");
  }
}
