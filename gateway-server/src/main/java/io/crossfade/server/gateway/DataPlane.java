package io.crossfade.server.gateway;

import io.crossfade.core.config.Config;
import io.crossfade.core.config.ServerConfig;
import io.crossfade.core.fault.Result;
import io.crossfade.core.http.RequestHead;
import io.crossfade.core.wire.Endpoint;
import io.crossfade.core.wire.path.Endpoints;
import io.crossfade.metrics.export.GatewayMetrics;
import io.crossfade.metrics.export.ProviderStatus;
import io.crossfade.metrics.window.InFlight;
import io.crossfade.routing.affinity.Homes;
import io.crossfade.server.aws.AwsAccount;
import io.crossfade.server.control.FileWatch;
import io.crossfade.server.control.Migrations;
import io.crossfade.server.control.Secrets;
import io.crossfade.server.filter.BodyMemory;
import io.crossfade.server.frontend.port.ListenerSettings;
import io.crossfade.server.home.KeptHomes;
import io.crossfade.server.loop.Deadlines;
import io.crossfade.server.loop.EventLoops;
import io.crossfade.server.tap.AccessLog;
import io.crossfade.server.tap.Availability;
import io.crossfade.server.tap.MetricsLedger;
import io.crossfade.server.tap.ModelLabels;
import io.crossfade.server.upstream.Upstreams;
import io.crossfade.server.upstream.connect.Dialer;
import io.crossfade.server.usage.CostArchive;
import io.crossfade.server.usage.CostLedger;
import io.micrometer.core.instrument.FunctionCounter;
import io.netty.channel.EventLoop;
import io.netty.util.internal.PlatformDependent;
import java.io.IOException;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * What calls run through, put together: the ledgers that are told of each, what the layers share,
 * and the port.
 *
 * @param costs what calls cost
 * @param open where what must be closed is noted
 */
record DataPlane(
    GatewayOptions options,
    GatewayMetrics metrics,
    CostArchive costs,
    Secrets secrets,
    AwsAccount account,
    Deque<AutoCloseable> open) {
  private static final long SAVE_SECONDS = 10;

  /** The stack, built anew for every snapshot to come. */
  LiveStack stack(EventLoops loops, Migrations migrations) {
    AccessLog access = new AccessLog(options.accessLog());
    open.push(access);
    FunctionCounter.builder("crossfade.access.log.dropped.lines", access, AccessLog::dropped)
        .description("Lines of the access log that found no room")
        .register(metrics.registry());
    KnownModels models = new KnownModels(migrations.snapshots().get());
    migrations.snapshots().follow(models);
    ModelLabels labels = new ModelLabels(models);
    Availability availability = new Availability(labels);
    migrations.onTick(() -> metrics.providers(statuses(availability, migrations)));
    CostLedger costs =
        new CostLedger(
            this.costs.costs(),
            metrics,
            labels,
            () -> migrations.snapshots().get().prices(),
            () -> migrations.snapshots().get().config().costs().tags());
    migrations.onTick(new CostMeters(this.costs, metrics)::refresh);
    GatewayStack.Shared shared =
        new GatewayStack.Shared(
            List.of(access, new MetricsLedger(metrics, labels), availability, costs),
            BodyMemory.quarterOf(PlatformDependent.maxDirectMemory()),
            loops.all().stream().map(DataPlane::swept).toList(),
            homes(loops),
            System::nanoTime);
    List<Deadlines> deadlines =
        IntStream.range(0, loops.count())
            .mapToObj(index -> new Deadlines(loops.loop(index), System::nanoTime))
            .toList();
    Upstreams upstreams = Upstreams.none(loops.all(), Dialer.of(options.environment()));
    LiveStack stack = new LiveStack(shared, secrets, account, deadlines, upstreams);
    migrations.snapshots().follow(stack::publish);
    UpstreamMeters busy = new UpstreamMeters(metrics.registry());
    CircuitMeters circuits = new CircuitMeters(metrics.registry(), labels);
    migrations.onTick(() -> busy.refresh(stack.upstreams()));
    migrations.onTick(() -> circuits.refresh(stack.upstreams()));
    WarmSides warm = new WarmSides();
    migrations.onTick(() -> warm.refresh(migrations.views().values(), stack.upstreams()));
    secrets.onReread(stack::rekey);
    return stack;
  }

  /** Read now; written while it changes, and at the end. */
  private Homes homes(EventLoops loops) {
    KeptHomes kept = KeptHomes.open(options.data());
    open.push(kept);
    ScheduledFuture<?> saving =
        loops
            .loop(0)
            .scheduleWithFixedDelay(
                () -> Thread.startVirtualThread(kept::save),
                SAVE_SECONDS,
                SAVE_SECONDS,
                TimeUnit.SECONDS);
    open.push(() -> saving.cancel(false));
    return kept.homes();
  }

  /** What a reload has removed is shown no longer. */
  private static Collection<ProviderStatus> statuses(Availability all, Migrations migrations) {
    Set<String> declared = migrations.snapshots().get().config().providers().keySet();
    return all.statuses(declared, System.nanoTime());
  }

  /** Units under way on one loop, looked at until the loop ends. */
  private static InFlight swept(EventLoop loop) {
    InFlight units = new InFlight();
    long millis = InFlight.SWEEP.toMillis();
    var _ =
        loop.scheduleWithFixedDelay(
            () -> units.sweep(System.nanoTime()), millis, millis, TimeUnit.MILLISECONDS);
    return units;
  }

  /** How the port that takes calls behaves. */
  ListenerSettings port(Config config, FileWatch watch) throws IOException {
    ListenerSettings plain =
        ListenerSettings.of("data", DataPlane::endpoint, new WireErrors()).withHttp2();
    ServerConfig.Tls tls = config.server().tls();
    if (tls == null) {
      return plain;
    }
    CertificateFiles pair = CertificateFiles.open(tls, watch, metrics::certificateReread);
    open.push(pair);
    return plain.withTls(pair);
  }

  private static Endpoint endpoint(RequestHead head) {
    return switch (Endpoints.match(head)) {
      case Result.Ok<Endpoint>(Endpoint endpoint) -> endpoint;
      case Result.Err<Endpoint> _ ->
          new Endpoint(Endpoint.Kind.UNKNOWN, Endpoints.wireOf(head), null);
    };
  }
}
