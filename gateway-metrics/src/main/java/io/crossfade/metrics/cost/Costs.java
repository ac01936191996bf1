package io.crossfade.metrics.cost;

import io.crossfade.core.usage.Usage;
import io.crossfade.metrics.cost.CostKey.Place;
import io.crossfade.metrics.cost.CostKey.Tag;
import io.crossfade.metrics.cost.CostKey.Tenant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What calls cost since the start and today: by arm and model, by tenant, and by tag. How many of
 * each are told apart is bounded; the rest share {@value #OTHER}. Event loops add, without locks;
 * one thread of the control plane ticks, any may read.
 */
public final class Costs {
  /** The name that all share for which there is no room. */
  public static final String OTHER = "other";

  private static final int MOST_LINES = 500;

  /** Values of one tag. */
  private static final int MOST_VALUES = 100;

  private static final int MOST_TAGS = 16;

  private final long sinceNanos;
  private final Map<Place, CostLine> places = new ConcurrentHashMap<>();
  private final Map<Tenant, CostLine> tenants = new ConcurrentHashMap<>();
  private final Map<String, Map<Tag, CostLine>> tags = new ConcurrentHashMap<>();
  private LocalDate today;

  /**
   * Who a call is for.
   *
   * @param tenant name, empty without one
   * @param tags by name
   */
  public record Purpose(String tenant, Map<String, String> tags) {}

  /**
   * @param sinceNanos monotonic time of the start
   * @param today the day of it, in UTC
   */
  public Costs(long sinceNanos, LocalDate today) {
    this.sinceNanos = sinceNanos;
    this.today = today;
  }

  /**
   * Adds one answer; any thread.
   *
   * @param dollars NaN where the price is unknown
   */
  public void add(Place place, Purpose purpose, Usage usage, double dollars) {
    line(place).add(usage, dollars);
    if (!purpose.tenant.isEmpty()) {
      line(new Tenant(purpose.tenant)).add(usage, dollars);
    }
    for (Map.Entry<String, String> tag : purpose.tags.entrySet()) {
      line(new Tag(tag.getKey(), tag.getValue())).add(usage, dollars);
    }
  }

  private CostLine line(CostKey key) {
    return switch (key) {
      case Place place ->
          line(places, place, new Place(place.migration(), place.arm(), place.provider(), OTHER));
      case Tenant tenant -> line(tenants, tenant, new Tenant(OTHER));
      case Tag tag -> line(values(tag.name()), tag, new Tag(tag.name(), OTHER));
    };
  }

  private static <K> CostLine line(Map<K, CostLine> lines, K key, K other) {
    CostLine known = lines.get(key);
    if (known != null) {
      return known;
    }
    int most = key instanceof Tag ? MOST_VALUES : MOST_LINES;
    return lines.computeIfAbsent(lines.size() < most ? key : other, _ -> new CostLine());
  }

  private Map<Tag, CostLine> values(String tag) {
    Map<Tag, CostLine> known = tags.get(tag);
    if (known != null) {
      return known;
    }
    String kept = tags.size() < MOST_TAGS ? tag : OTHER;
    return tags.computeIfAbsent(kept, _ -> new ConcurrentHashMap<>());
  }

  /**
   * Remembers sums when it is time to; meant to be called every few seconds.
   *
   * @param now the day, in UTC
   * @return what the day before came to when it has ended since the last time; otherwise nothing
   */
  public synchronized List<DayCost> tick(long nowNanos, LocalDate now) {
    List<DayCost> ended = new ArrayList<>();
    boolean over = !now.equals(today);
    lines()
        .forEach(
            (key, line) -> {
              line.tick(nowNanos);
              if (over) {
                ended.add(new DayCost(today, key, line.endDay()));
              }
            });
    today = now;
    return spent(ended);
  }

  /** Goes on from what an earlier process counted; of other days than the present one nothing. */
  public synchronized void restore(List<DayCost> counted) {
    for (DayCost cost : counted) {
      if (cost.day().equals(today)) {
        line(cost.key()).restore(cost.sums());
      }
    }
  }

  /** What the present day has come to. */
  public synchronized List<DayCost> today() {
    List<DayCost> costs = new ArrayList<>();
    lines().forEach((key, line) -> costs.add(new DayCost(today, key, line.today())));
    return spent(costs);
  }

  private static List<DayCost> spent(List<DayCost> costs) {
    return costs.stream().filter(cost -> cost.sums().answers() > 0).toList();
  }

  /** Everything that is known of every kind of call. */
  public Map<CostKey, CostReport> reports(long nowNanos) {
    Map<CostKey, CostReport> reports = new LinkedHashMap<>();
    lines().forEach((key, line) -> reports.put(key, line.report(sinceNanos, nowNanos)));
    return reports;
  }

  private Map<CostKey, CostLine> lines() {
    Map<CostKey, CostLine> lines = new LinkedHashMap<>(places);
    lines.putAll(tenants);
    tags.values().forEach(lines::putAll);
    return lines;
  }
}
