package io.crossfade.metrics.export;

import io.crossfade.core.Arm;
import io.crossfade.metrics.cost.CostKey;
import io.crossfade.metrics.cost.CostReport;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Everything a Prometheus scrape says about this process. Calls are recorded through {@link
 * CallMeters}; what the control plane knows is set here, as a whole, whenever it changes.
 *
 * <p>Label values come from the configuration and the catalogue, never from callers. As a second
 * line of defence the number of (migration, arm, provider, model) is bounded, and models beyond it
 * are {@code other}.
 */
public final class GatewayMetrics implements AutoCloseable {
  /** The label of calls outside migrations. */
  public static final String NONE = "none";

  /** The label of models nobody configured. */
  public static final String OTHER = "other";

  static final int MAX_COMBINATIONS = 500;

  // Deprecated upstream in favour of a client with a new text format; this one is the dependency
  // we settled on, and its output is what the documented names promise.
  @SuppressWarnings("deprecation")
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  private final ConcurrentMap<Labels, CallMeters> calls = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, CohortKeyMeters> cohortKeys = new ConcurrentHashMap<>();
  private final StatusGauges status = new StatusGauges(registry);
  private final ProcessMeters process = new ProcessMeters(registry);

  /**
   * @param version of this build, as users see it
   */
  public GatewayMetrics(String version) {
    Gauge.builder("crossfade.build.info", () -> 1)
        .description("Always 1; the version is a label")
        .tag("version", version)
        .register(registry);
    reloadCounter("ok");
    reloadCounter("error");
    certificateCounter("ok");
    certificateCounter("error");
  }

  /**
   * Finds or makes the meters of one combination. Making one also shows its counters at zero, so
   * call it for everything configured before traffic comes.
   *
   * @param migration name, or null outside migrations
   * @param arm side of the migration; {@link Arm#NONE} outside
   * @param provider name in the configuration
   * @param model canonical id, or {@link #OTHER}
   */
  public CallMeters calls(@Nullable String migration, Arm arm, String provider, String model) {
    Labels labels = new Labels(migration == null ? NONE : migration, arm, provider, model);
    CallMeters known = calls.get(labels);
    if (known != null) {
      return known;
    }
    boolean full = calls.size() >= MAX_COMBINATIONS;
    return calls.computeIfAbsent(full ? labels.ofOther() : labels, this::meters);
  }

  private CallMeters meters(Labels labels) {
    return new CallMeters(registry, labels.tags());
  }

  /**
   * Counts one call that a hash placed on an arm.
   *
   * @param keyMissing whether the request id stood in for the cohort key asked for
   */
  public void placed(String migration, boolean keyMissing) {
    CohortKeyMeters known = cohortKeys.get(migration);
    CohortKeyMeters meters =
        known != null
            ? known
            : cohortKeys.computeIfAbsent(migration, name -> new CohortKeyMeters(registry, name));
    meters.routed(keyMissing);
  }

  /** Replaces what is said about migrations; those not named any more disappear. */
  public void migrations(Collection<MigrationStatus> migrations) {
    status.migrations(migrations);
  }

  /** Replaces what is said about costs to come. */
  public void costs(Map<CostKey, CostReport> reports) {
    status.costs(reports);
  }

  /** Replaces what is said about providers; those not named any more disappear. */
  public void providers(Collection<ProviderStatus> providers) {
    status.providers(providers);
  }

  /** Shows a migration's rollback counters at zero, so that its first rollback is an increase. */
  public void mayRollBack(String migration, Collection<String> reasons) {
    reasons.forEach(reason -> rollbackCounter(migration, reason));
  }

  /**
   * Counts one rollback.
   *
   * @param reason gate that fired, or {@code operator}
   */
  public void rolledBack(String migration, String reason) {
    rollbackCounter(migration, reason).increment();
  }

  private Counter rollbackCounter(String migration, String reason) {
    return Counter.builder("crossfade.rollbacks")
        .description("Migrations that went back to the control")
        .tags("migration", migration, "reason", reason)
        .register(registry);
  }

  /** Counts one configuration reload. */
  public void reloaded(boolean ok) {
    reloadCounter(ok ? "ok" : "error").increment();
  }

  /**
   * Fields were left out of a translated call.
   *
   * @param field label of one of a fixed list
   * @param count how many
   */
  public void dropped(String provider, String field, int count) {
    Counter.builder("crossfade.dropped.fields")
        .description("Fields left out of translated calls, for which the provider has no words")
        .tags("provider", provider, "field", field)
        .register(registry)
        .increment(count);
  }

  private Counter reloadCounter(String result) {
    return Counter.builder("crossfade.config.reloads")
        .description("Configuration reloads")
        .tag("result", result)
        .register(registry);
  }

  /** Counts one time that a changed certificate was read; {@code ok} when it is in use. */
  public void certificateReread(boolean ok) {
    certificateCounter(ok ? "ok" : "error").increment();
  }

  private Counter certificateCounter(String result) {
    return Counter.builder("crossfade.certificate.reloads")
        .description("Changed certificates of the data port")
        .tag("result", result)
        .register(registry);
  }

  /** For meters of parts that bring their own. */
  public MeterRegistry registry() {
    return registry;
  }

  /** Everything in Prometheus' text format 0.0.4. */
  public String scrape() {
    return registry.scrape();
  }

  @Override
  public void close() {
    process.close();
    registry.close();
  }

  private record Labels(String migration, Arm arm, String provider, String model) {
    Labels ofOther() {
      return new Labels(migration, arm, provider, OTHER);
    }

    Tags tags() {
      return Tags.of(
          "migration", migration, "arm", arm.label(), "provider", provider, "model", model);
    }
  }
}
