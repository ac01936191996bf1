package io.crossfade.server.usage;

import io.crossfade.metrics.cost.CostKey;
import io.crossfade.metrics.cost.CostReport;
import io.crossfade.metrics.cost.Costs;
import io.crossfade.metrics.cost.DayCost;
import io.crossfade.server.store.CostBook;
import io.crossfade.server.store.StoreException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries what calls cost over restarts: reads today's sums at the start, and writes them every
 * minute, at the end of each day and at its own, on a thread that may wait for the disk. While the
 * store is in trouble, days that have ended wait in memory.
 */
public final class CostArchive implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CostArchive.class);
  private static final long PERIOD_NANOS = Duration.ofMinutes(1).toNanos();
  private static final int MOST_WAITING = 20_000;
  private static final Duration LAST_CHANCE = Duration.ofSeconds(2);

  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().name("crossfade-costs").daemon().factory());
  private final Costs costs;
  private final CostBook book;
  private final InstantSource clock;
  private final LongSupplier nanos;
  private final Map<Line, DayCost> ended = new LinkedHashMap<>();
  private final Map<Line, DayCost> written = new LinkedHashMap<>();
  private long nextNanos;
  private boolean troubled;

  private record Line(LocalDate day, CostKey key) {
    static Line of(DayCost cost) {
      return new Line(cost.day(), cost.key());
    }
  }

  /**
   * Goes on from what the book says of today.
   *
   * @param clock of the days, which begin at midnight in UTC
   * @param nanos monotonic
   * @throws StoreException when it cannot be read
   */
  public CostArchive(CostBook book, InstantSource clock, LongSupplier nanos) {
    this.book = book;
    this.clock = clock;
    this.nanos = nanos;
    LocalDate today = today();
    costs = new Costs(nanos.getAsLong(), today);
    costs.restore(book.costs(today, today));
    nextNanos = nanos.getAsLong() + PERIOD_NANOS;
  }

  /** Where calls are added up. */
  public Costs costs() {
    return costs;
  }

  /** The present day, in UTC. */
  public LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  /** What is known of every kind of call since the start. */
  public Map<CostKey, CostReport> reports() {
    return costs.reports(nanos.getAsLong());
  }

  /** Ends days and has sums written when it is time to; never waits. Called by one thread. */
  public void tick() {
    long now = nanos.getAsLong();
    List<DayCost> over = costs.tick(now, today());
    synchronized (ended) {
      for (DayCost cost : over) {
        if (ended.size() < MOST_WAITING) {
          ended.put(Line.of(cost), cost);
        }
      }
    }
    if (!over.isEmpty() || now - nextNanos >= 0) {
      nextNanos = now + PERIOD_NANOS;
      thread.execute(this::save);
    }
  }

  /**
   * What calls cost on some days, today's up to now; blocks unless that is all that is asked for.
   *
   * @throws StoreException when earlier days cannot be read
   */
  public List<DayCost> between(LocalDate from, LocalDate to) {
    LocalDate today = today();
    Map<Line, DayCost> all = new LinkedHashMap<>();
    if (from.isBefore(today)) {
      book.costs(from, to).forEach(cost -> all.put(Line.of(cost), cost));
      waiting().forEach(cost -> all.put(Line.of(cost), cost));
    }
    costs.today().forEach(cost -> all.put(Line.of(cost), cost));
    return all.values().stream()
        .filter(cost -> !cost.day().isBefore(from) && !cost.day().isAfter(to))
        .toList();
  }

  private List<DayCost> waiting() {
    synchronized (ended) {
      return List.copyOf(ended.values());
    }
  }

  /** Writes what has changed since the last time; on this object's thread. */
  private void save() {
    List<DayCost> over = waiting();
    List<DayCost> rows = new ArrayList<>(over);
    for (DayCost cost : costs.today()) {
      if (!cost.equals(written.get(Line.of(cost)))) {
        rows.add(cost);
      }
    }
    if (rows.isEmpty()) {
      return;
    }
    try {
      book.keepCosts(rows, today());
      saved(over, rows);
    } catch (StoreException e) {
      if (!troubled) {
        LOG.warn("what calls cost is not written down for now: {}", e.getMessage());
      }
      troubled = true;
    }
  }

  private void saved(List<DayCost> over, List<DayCost> rows) {
    troubled = false;
    synchronized (ended) {
      over.forEach(cost -> ended.remove(Line.of(cost), cost));
    }
    if (!over.isEmpty()) {
      written.clear();
    }
    rows.forEach(cost -> written.put(Line.of(cost), cost));
  }

  /** Writes a last time and stops; the book stays open. */
  @Override
  public void close() {
    if (thread.isShutdown()) {
      return;
    }
    thread.execute(this::save);
    thread.shutdown();
    try {
      if (!thread.awaitTermination(LAST_CHANCE.toNanos(), TimeUnit.NANOSECONDS)) {
        LOG.warn("the last minute of what calls cost could not be written");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
