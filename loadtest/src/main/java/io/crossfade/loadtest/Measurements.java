package io.crossfade.loadtest;

import io.crossfade.loadtest.client.ClosedLoop;
import io.crossfade.loadtest.client.OpenLoop;
import io.crossfade.loadtest.client.Streams;
import io.crossfade.loadtest.client.Traffic;
import io.crossfade.loadtest.http.Prompt;
import io.crossfade.loadtest.provider.LoadProvider;
import io.crossfade.loadtest.proxy.Target;
import io.crossfade.loadtest.result.Figures;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/** Takes one figure after the other on one target; an answer that is not right throws. */
final class Measurements {
  /** What is noted of a distribution, by name. */
  static final Map<String, Double> PERCENTILES = Map.of("p50", 50.0, "p99", 99.0, "p99.9", 99.9);

  private static final double MICRO = 1e3;
  private static final double MILLI = 1e6;
  private static final double SECOND = 1e9;
  private static final int MARGIN_SECONDS = 2;
  private static final int IDLE_CONNECTIONS = 10_000;
  private static final int IDLE_RATE = 4_000;
  private static final int FEWEST_BATCHES = 8;
  private static final int MOST_BATCHES = 16;
  private static final int STREAM_BATCHES = 2;
  private static final double SETTLED = 0.95;

  private final Plan plan;
  private final Ends ends;
  private final Figures figures;
  private final String prefix;

  /**
   * Measurements that note what they find.
   *
   * @param prefix of the keys of the figures of requests
   */
  Measurements(Plan plan, Ends ends, Figures figures, String prefix) {
    this.prefix = prefix;
    this.plan = plan;
    this.ends = ends;
    this.figures = figures;
  }

  /** Runs everything once before it counts, so that code is compiled and pools are filled. */
  void warm(Target target, Traffic traffic) {
    warmSmall(target, traffic);
    Measurements unnoted = unnoted();
    if (plan.has(Part.REQUESTS)) {
      unnoted.requests(target, traffic, Plan.MEDIUM, plan.warmRequests() / 12);
      unnoted.requests(target, traffic, Plan.LARGE, plan.warmRequests() / 120);
    }
    for (int i = 0; i < STREAM_BATCHES && plan.has(Part.STREAMS); i++) {
      unnoted.streams(target, traffic, plan.streams().getLast());
    }
  }

  /** The same with nothing but small requests. */
  void warmSmall(Target target, Traffic traffic) {
    unnoted().settle(target, traffic);
  }

  private Measurements unnoted() {
    return new Measurements(plan, ends, new Figures(), prefix);
  }

  /** Repeats small requests until they get no cheaper, that is until the code is compiled. */
  private void settle(Target target, Traffic traffic) {
    int batch = plan.warmRequests() / FEWEST_BATCHES;
    double before = Double.POSITIVE_INFINITY;
    for (int i = 0; i < MOST_BATCHES; i++) {
      requests(target, traffic, Plan.SMALL, batch);
      double now = figures.of(key("cpu", Plan.SMALL), target.name()).getLast();
      if (i >= FEWEST_BATCHES - 1 && now > before * SETTLED) {
        return;
      }
      before = now;
    }
  }

  /** Processor time a request, and requests a second, with as many requests as it can take. */
  void requests(Target target, Traffic traffic, Prompt prompt, int count) {
    try (ClosedLoop load = traffic.closed(prompt, plan.connections())) {
      long before = target.cpuNanos();
      long nanos = load.run(count);
      double cpu = target.cpuNanos() - before;
      figures.add(key("cpu", prompt), target.name(), cpu / count / MICRO);
      figures.add(key("rps", prompt), target.name(), count / (nanos / SECOND));
      figures.add(key("busy", prompt), target.name(), cpu / nanos);
    }
  }

  /** Latency at a fixed rate; what it adds to {@code direct} is known after the round. */
  void latency(Target target, Traffic traffic) {
    try (OpenLoop load = traffic.open(Plan.SMALL, plan.connections())) {
      long count = (long) plan.rate() * plan.openSeconds();
      long before = target.cpuNanos();
      Histogram latencies = load.run(plan.rate(), count);
      double cpu = target.cpuNanos() - before;
      figures.add("open cpu", target.name(), cpu / count / MICRO);
      percentiles("open", target, latencies, MICRO);
    }
  }

  /** Processor time and delay of an event, once all streams run. */
  void streams(Target target, Traffic traffic, int count) {
    int perSecond = Plan.eventsPerSecond(count);
    int events = perSecond * (plan.streamSeconds() + MARGIN_SECONDS);
    ends.pace(new LoadProvider.Pace(events, TimeUnit.SECONDS.toNanos(1) / perSecond));
    try (Streams load = traffic.streams(Plan.STREAM, count, events)) {
      load.start();
      pause(1_500);
      long cpu = target.cpuNanos();
      long seen = load.events();
      load.record(true);
      pause(TimeUnit.SECONDS.toMillis(plan.streamSeconds()));
      double passed = load.events() - seen;
      double spent = target.cpuNanos() - cpu;
      load.record(false);
      Histogram delays = load.finished();
      figures.add("event cpu " + count, target.name(), spent / passed / MICRO);
      percentiles("event " + count, target, delays, MILLI);
    }
  }

  /** Memory of a target that was just started, idle and with the most streams. */
  void memory(Target target, Traffic traffic) {
    int most = plan.streams().getLast();
    pause(2_000);
    figures.add("idle", target.name(), target.residentBytes() / MILLI);
    ends.pace(new LoadProvider.Pace(80, TimeUnit.MILLISECONDS.toNanos(50)));
    try (Streams load = traffic.streams(Plan.STREAM, most, 80)) {
      load.start();
      pause(3_000);
      figures.add("streaming", target.name(), target.residentBytes() / MILLI);
      load.finished();
    }
  }

  /** Memory with many connections that were used once and wait for more. */
  void connections(Target target, Traffic traffic) {
    try (OpenLoop load = traffic.open(Plan.SMALL, IDLE_CONNECTIONS)) {
      load.run(IDLE_RATE, IDLE_CONNECTIONS);
      figures.add("connected", target.name(), target.residentBytes() / MILLI);
    }
  }

  private String key(String figure, Prompt prompt) {
    return prefix + figure + " " + prompt.bytes();
  }

  private void percentiles(String figure, Target target, Histogram histogram, double unit) {
    PERCENTILES.forEach(
        (name, percent) ->
            figures.add(
                figure + " " + name,
                target.name(),
                histogram.getValueAtPercentile(percent) / unit));
  }

  private static void pause(long millis) {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
  }
}
