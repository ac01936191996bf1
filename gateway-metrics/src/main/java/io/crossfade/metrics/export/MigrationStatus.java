package io.crossfade.metrics.export;

import java.util.Set;

/**
 * What a scrape says about one migration besides its calls.
 *
 * @param name of the migration
 * @param state bare state of the migration machine, for example {@code running}
 * @param splitRatio share of traffic on the candidate, [0, 1]
 * @param alerts labels of the alerts that are raised
 */
public record MigrationStatus(String name, String state, double splitRatio, Set<String> alerts) {
  public MigrationStatus {
    alerts = Set.copyOf(alerts);
  }
}
