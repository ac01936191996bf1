package io.crossfade.server.upstream;

import io.crossfade.core.config.ProviderConfig;
import io.crossfade.core.config.ProviderConfig.CircuitLimits;
import io.crossfade.core.config.ProviderConfig.Http2;
import io.crossfade.core.config.ProviderConfig.Limits;
import io.crossfade.server.upstream.admission.Admission;
import io.crossfade.server.upstream.circuit.Circuits;
import io.crossfade.server.upstream.connect.Destination;
import io.crossfade.server.upstream.connect.Dialer;
import io.netty.channel.EventLoop;
import java.util.Arrays;
import java.util.List;

/**
 * One provider, over HTTP/1.1 or HTTP/2. Its connections live on the event loops that use them, so
 * a request never changes threads; only the room a provider has is shared.
 */
public final class HttpUpstream implements Upstream {
  private final Target target;
  private final Dialer dialer;
  private final Destination destination;
  private final RequestLines lines;
  private final UpstreamFaults faults;
  private final Pool[] pools;
  private final Sessions[] sessions;
  private final Admission admission;
  private final Circuits circuits;

  /** The part of a provider's configuration that its connections depend on. */
  record Target(
      String name,
      String scheme,
      String authority,
      long connectMillis,
      Limits limits,
      CircuitLimits circuit,
      Http2 http2) {
    static Target of(ProviderConfig provider) {
      return new Target(
          provider.name(),
          String.valueOf(provider.baseUrl().getScheme()),
          String.valueOf(provider.baseUrl().getRawAuthority()),
          provider.timeouts().connect(),
          provider.limits(),
          provider.circuit(),
          provider.http2());
    }
  }

  /**
   * A provider without connections yet.
   *
   * @param loops in the order that {@link UpstreamRequest#loop} counts them
   */
  public HttpUpstream(ProviderConfig provider, List<? extends EventLoop> loops, Dialer dialer) {
    this.target = Target.of(provider);
    this.dialer = dialer;
    this.destination = dialer.destination(provider.baseUrl(), provider.http2());
    this.lines = new RequestLines(destination);
    this.faults = new UpstreamFaults(provider.name());
    this.admission = new Admission(provider.limits());
    this.circuits = new Circuits(provider.circuit());
    this.pools = loops.stream().map(Pool::new).toArray(Pool[]::new);
    this.sessions =
        Arrays.stream(pools).map(pool -> new Sessions(this, pool)).toArray(Sessions[]::new);
  }

  @Override
  public Exchange send(UpstreamRequest request, UpstreamListener listener) {
    HttpExchange exchange = new HttpExchange(this, request, listener);
    if (admission.enter()) {
      exchange.start();
      return exchange;
    }
    QueuedExchange queued =
        new QueuedExchange(exchange, listener, faults.notAdmitted(target.limits()));
    if (!queued.join(admission)) {
      listener.failed(faults.overloaded(target.limits()));
    }
    return queued;
  }

  @Override
  public Circuits circuits() {
    return circuits;
  }

  /** Name of the provider in the configuration. */
  public String name() {
    return target.name();
  }

  /** Requests under way on all loops, those that still connect included. */
  public int inFlight() {
    return admission.inFlight();
  }

  /** Requests that wait on all loops until there is room. */
  public int queued() {
    return admission.waiting();
  }

  /**
   * Opens a connection on each loop that has none at rest, so that the next request need not wait
   * for one. Sends nothing; while requests are under way there is nothing to do.
   */
  public void warm() {
    for (Sessions each : sessions) {
      each.loop().execute(each::warm);
    }
  }

  /** Closes idle connections, and the others when their answers end. Requests may still come. */
  public void retire() {
    for (Pool pool : pools) {
      pool.loop().execute(pool::retire);
    }
    for (Sessions each : sessions) {
      each.loop().execute(each::retire);
    }
  }

  boolean serves(ProviderConfig provider) {
    return target.equals(Target.of(provider));
  }

  Pool pool(int loop) {
    return pools[loop];
  }

  Sessions sessions(int loop) {
    return sessions[loop];
  }

  Destination destination() {
    return destination;
  }

  RequestLines lines() {
    return lines;
  }

  UpstreamFaults faults() {
    return faults;
  }

  Runnable dial(EventLoop loop, Dialer.Outcome outcome) {
    return dialer.dial(destination, loop, target.connectMillis(), outcome);
  }

  void ended() {
    admission.leave();
  }
}
