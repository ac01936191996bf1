package io.crossfade.metrics.cost;

import io.crossfade.core.Arm;
import io.crossfade.core.usage.Usage;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What calls cost since the start: by arm and model, by tenant, and by tag. How many of each are
 * told apart is bounded; the rest share {@value #OTHER}.
 */
public final class Costs {
  /** The name that all share for which there is no room. */
  public static final String OTHER = "other";

  private static final int MOST_LINES = 500;

  private final long sinceNanos;
  private final Map<Place, CostLine> places = new ConcurrentHashMap<>();
  private final Map<String, CostLine> tenants = new ConcurrentHashMap<>();
  private final Map<Tag, CostLine> tags = new ConcurrentHashMap<>();

  /**
   * Where a call was answered.
   *
   * @param migration name, {@code none} outside migrations
   * @param provider name in the configuration
   * @param model label of the model that was asked
   */
  public record Place(String migration, Arm arm, String provider, String model) {}

  /** What callers say a call is for. */
  public record Tag(String name, String value) {}

  /**
   * Who a call is for.
   *
   * @param tenant name, empty without one
   * @param tags by name
   */
  public record Purpose(String tenant, Map<String, String> tags) {}

  /**
   * @param sinceNanos monotonic time of the start
   */
  public Costs(long sinceNanos) {
    this.sinceNanos = sinceNanos;
  }

  /**
   * Adds one answer; any thread.
   *
   * @param dollars NaN where the price is unknown
   */
  public void add(Place place, Purpose purpose, Usage usage, double dollars) {
    Place other = new Place(place.migration, place.arm, place.provider, OTHER);
    line(places, place, other).add(usage, dollars);
    if (!purpose.tenant.isEmpty()) {
      line(tenants, purpose.tenant, OTHER).add(usage, dollars);
    }
    purpose.tags.forEach(
        (name, value) ->
            line(tags, new Tag(name, value), new Tag(name, OTHER)).add(usage, dollars));
  }

  private static <K> CostLine line(Map<K, CostLine> lines, K key, K other) {
    CostLine known = lines.get(key);
    if (known != null) {
      return known;
    }
    return lines.computeIfAbsent(lines.size() < MOST_LINES ? key : other, _ -> new CostLine());
  }

  /** Remembers sums when it is time to; meant to be called every few seconds. */
  public void tick(long nowNanos) {
    for (Collection<CostLine> lines : List.of(places.values(), tenants.values(), tags.values())) {
      lines.forEach(line -> line.tick(nowNanos));
    }
  }

  /** By where calls were answered. */
  public Map<Place, CostReport> places(long nowNanos) {
    return reports(places, nowNanos);
  }

  /** By tenant, of calls that have one. */
  public Map<String, CostReport> tenants(long nowNanos) {
    return new TreeMap<>(reports(tenants, nowNanos));
  }

  /** By tag, of calls that have any. */
  public Map<Tag, CostReport> tags(long nowNanos) {
    return reports(tags, nowNanos);
  }

  private <K> Map<K, CostReport> reports(Map<K, CostLine> lines, long nowNanos) {
    Map<K, CostReport> reports = new LinkedHashMap<>();
    lines.forEach((key, line) -> reports.put(key, line.report(sinceNanos, nowNanos)));
    return reports;
  }
}
