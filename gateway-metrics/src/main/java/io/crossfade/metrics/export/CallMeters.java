package io.crossfade.metrics.export;

import io.crossfade.core.Trace;
import io.crossfade.core.fault.Outcome;
import io.crossfade.core.usage.Usage;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * The meters of one (migration, arm, provider, model). Resolve it once and keep it; recording never
 * locks or allocates and may happen on any thread. Only the first attempt of a kind registers.
 */
public final class CallMeters {
  /** From 5 ms to 10 min, so that fast embeddings and slow reasoning both have resolution. */
  private static final Duration[] BUCKETS =
      LongStream.of(
              5, 10, 25, 50, 100, 200, 350, 500, 750, 1_000, 1_500, 2_500, 5_000, 7_500, 10_000,
              15_000, 30_000, 60_000, 120_000, 300_000, 600_000)
          .mapToObj(Duration::ofMillis)
          .toArray(Duration[]::new);

  private final MeterRegistry registry;
  private final Tags tags;
  private final Map<Outcome, Counter> requests = new EnumMap<>(Outcome.class);
  private final ConcurrentMap<Trace.Kind, Map<Outcome, Counter>> attempts =
      new ConcurrentHashMap<>();
  private final Timer duration;
  private final Timer ttft;
  private final Timer overhead;
  private final Timer queue;

  /** Two threads may both make one, over the same counters of the registry. */
  private volatile @Nullable UsageMeters usages;

  /** Registers every outcome at zero, so that a rate sees the very first failure. */
  CallMeters(MeterRegistry registry, Tags tags) {
    this.registry = registry;
    this.tags = tags;
    for (Outcome outcome : Outcome.values()) {
      requests.put(
          outcome,
          Counter.builder("crossfade.requests")
              .description("Calls by their first attempt's outcome")
              .tags(tags.and("outcome", outcome.label()))
              .register(registry));
    }
    attempts.put(Trace.Kind.FIRST, attemptCounters(Trace.Kind.FIRST));
    duration = timer("crossfade.request.duration", "Accepting a request to its last byte");
    ttft = timer("crossfade.time.to.first.token", "Accepting a request to its first content");
    overhead = timer("crossfade.gateway.overhead", "Time of a request spent in the gateway");
    queue = timer("crossfade.queue", "Time a request waited until its provider had room");
  }

  /**
   * Counts one call.
   *
   * @param outcome of its first attempt
   * @param durationNanos from accept to last byte
   * @param ttftNanos from accept to the first content token, or -1 where there is none
   * @param overheadNanos part of the duration the gateway itself took, or -1 where unknown
   */
  public void ended(Outcome outcome, long durationNanos, long ttftNanos, long overheadNanos) {
    counter(requests, outcome).increment();
    record(duration, durationNanos);
    record(ttft, ttftNanos);
    record(overhead, overheadNanos);
  }

  /**
   * Counts one attempt of any kind, the first included.
   *
   * @param queuedNanos wait until its provider had room for it, 0 for nearly all
   */
  public void attempt(Trace.Kind kind, Outcome outcome, long queuedNanos) {
    record(queue, queuedNanos);
    Map<Outcome, Counter> known = attempts.get(kind);
    Map<Outcome, Counter> counters =
        known != null ? known : attempts.computeIfAbsent(kind, this::attemptCounters);
    counter(counters, outcome).increment();
  }

  /**
   * Counts what one answer took, whichever attempt it came from.
   *
   * @param dollars what it cost; NaN where its price is unknown
   */
  public void used(Usage usage, double dollars) {
    UsageMeters known = usages;
    if (known == null) {
      known = new UsageMeters(registry, tags);
      usages = known;
    }
    known.used(usage, dollars);
  }

  private Map<Outcome, Counter> attemptCounters(Trace.Kind kind) {
    Map<Outcome, Counter> counters = new EnumMap<>(Outcome.class);
    for (Outcome outcome : Outcome.values()) {
      counters.put(
          outcome,
          Counter.builder("crossfade.attempts")
              .description("Requests sent upstream, whatever for")
              .tags(tags.and("kind", kind.label(), "outcome", outcome.label()))
              .register(registry));
    }
    return counters;
  }

  private static Counter counter(Map<Outcome, Counter> counters, Outcome outcome) {
    return Objects.requireNonNull(counters.get(outcome), outcome::label);
  }

  private Timer timer(String name, String description) {
    return Timer.builder(name)
        .description(description)
        .tags(tags)
        .serviceLevelObjectives(BUCKETS)
        .register(registry);
  }

  private static void record(Timer timer, long nanos) {
    if (nanos >= 0) {
      timer.record(nanos, TimeUnit.NANOSECONDS);
    }
  }
}
