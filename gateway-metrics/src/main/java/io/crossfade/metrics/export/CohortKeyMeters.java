package io.crossfade.metrics.export;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** How often callers of one migration brought the key that keeps them on one arm. */
final class CohortKeyMeters {
  private final Counter brought;
  private final Counter missing;

  /** Registers both at zero, so that a rate sees the very first call. */
  CohortKeyMeters(MeterRegistry registry, String migration) {
    brought = counter(registry, migration, "key");
    missing = counter(registry, migration, "fallback");
  }

  void routed(boolean keyMissing) {
    (keyMissing ? missing : brought).increment();
  }

  private static Counter counter(MeterRegistry registry, String migration, String cohortKey) {
    return Counter.builder("crossfade.cohort.keys")
        .description("Calls by what was hashed: their cohort key, or the request id in its place")
        .tags("migration", migration, "cohort_key", cohortKey)
        .register(registry);
  }
}
