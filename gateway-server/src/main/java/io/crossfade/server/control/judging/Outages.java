package io.crossfade.server.control.judging;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toUnmodifiableSet;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which providers are down, by what several migrations to them found within a minute. One dead
 * candidate may be a model that is gone; two are the provider.
 *
 * @param findings by migration, so that the same one is never heard twice
 */
public record Outages(Map<String, Finding> findings) {
  private static final long WINDOW_NANOS = Duration.ofSeconds(60).toNanos();
  private static final long FEWEST = 2;

  /** The gate that finds a candidate dead. */
  public static final String HEARD = "unavailable";

  /** Nothing was found. */
  public static final Outages NONE = new Outages(Map.of());

  public Outages {
    findings = Map.copyOf(findings);
  }

  /**
   * A migration's candidate was found dead while its control lived.
   *
   * @param provider of the candidate
   * @param nanos when, monotonic
   */
  public record Finding(String provider, long nanos) {}

  /** The same with one more. */
  public Outages plus(String migration, Finding finding) {
    Map<String, Finding> all = new HashMap<>(findings);
    all.put(migration, finding);
    return new Outages(all);
  }

  /** The same without what was found more than a minute ago. */
  public Outages asOf(long nowNanos) {
    if (findings.isEmpty()) {
      return this;
    }
    Map<String, Finding> recent = new HashMap<>(findings);
    recent.values().removeIf(finding -> nowNanos - finding.nanos > WINDOW_NANOS);
    return new Outages(recent);
  }

  /** Migrations that found a provider dead, by name. */
  public List<String> finders(String provider) {
    return findings.entrySet().stream()
        .filter(found -> found.getValue().provider.equals(provider))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  /** Providers that two migrations or more found dead. */
  public Set<String> down() {
    return findings.values().stream()
        .collect(groupingBy(Finding::provider, counting()))
        .entrySet()
        .stream()
        .filter(found -> found.getValue() >= FEWEST)
        .map(Map.Entry::getKey)
        .collect(toUnmodifiableSet());
  }
}
