package io.crossfade.core.config.read.migration;

import io.crossfade.core.config.MigrationConfig.AlertLimits;
import io.crossfade.core.config.MigrationConfig.CostLimits;
import io.crossfade.core.config.MigrationConfig.Rollback;
import io.crossfade.core.config.MigrationConfig.Rollback.Mode;
import io.crossfade.core.config.yaml.Keys;
import io.crossfade.core.config.yaml.Words;
import io.crossfade.core.config.yaml.YamlMap;
import io.crossfade.core.config.yaml.YamlNode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code rollback} and {@code alert}. */
public final class GatesReader {
  private static final Keys ROLLBACK =
      Keys.of(
              "mode",
              "error_rate",
              "count_rate_limited",
              "latency_p99_increase",
              "ttft_increase",
              "cost_increase",
              "bill_increase")
          .notYet("quality_score_drop");

  private static final Keys ALERT =
      Keys.of("error_rate", "latency_p99_increase", "cost_per_token_increase", "unavailable");

  private static final List<String> MODES = List.of("automatic", "confirm", "manual");
  private static final long LEAST_OUTAGE_MILLIS = 1_000;
  private static final int HALF = 5_000;
  private static final Pattern FACTOR = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3})?");
  private static final double LEAST_FACTOR = 1.1;
  private static final double MOST_FACTOR = 100;

  private GatesReader() {}

  static Rollback rollback(YamlMap migration, @Nullable YamlMap alert) {
    YamlMap map = migration.map("rollback", ROLLBACK);
    CostLimits cost = cost(map, alert);
    Rollback usual = Rollback.DEFAULT;
    if (map == null) {
      return new Rollback(
          usual.mode(),
          usual.errorRate(),
          usual.countRateLimited(),
          usual.latencyIncrease(),
          usual.ttftIncrease(),
          cost);
    }
    double latency = factor(map.get("latency_p99_increase"), Rollback.DEFAULT.latencyIncrease());
    return new Rollback(
        mode(map.get("mode")),
        rate(map.get("error_rate"), Rollback.DEFAULT.errorRate()),
        map.flag("count_rate_limited", Rollback.DEFAULT.countRateLimited()),
        latency,
        factor(map.get("ttft_increase"), latency),
        cost);
  }

  private static CostLimits cost(@Nullable YamlMap rollback, @Nullable YamlMap alert) {
    YamlNode bill = rollback == null ? null : rollback.get("bill_increase");
    return new CostLimits(
        factor(
            rollback == null ? null : rollback.get("cost_increase"), CostLimits.DEFAULT.increase()),
        bill == null ? null : factor(bill, CostLimits.DEFAULT.increase()),
        factor(
            alert == null ? null : alert.get("cost_per_token_increase"),
            CostLimits.DEFAULT.perTokenAlert()));
  }

  static @Nullable YamlMap alert(YamlMap migration) {
    return migration.map("alert", ALERT);
  }

  static AlertLimits alertLimits(@Nullable YamlMap map) {
    AlertLimits usual = AlertLimits.DEFAULT;
    return map == null
        ? usual
        : new AlertLimits(
            rate(map.get("error_rate"), usual.errorRate()),
            factor(map.get("latency_p99_increase"), usual.latencyIncrease()),
            unavailable(map));
  }

  /** Evidence is looked at every half second or so, and a moment of failures is no outage. */
  private static Duration unavailable(YamlMap map) {
    YamlNode node = map.get("unavailable");
    Long millis = node == null ? null : node.millis(LEAST_OUTAGE_MILLIS);
    return millis == null ? AlertLimits.DEFAULT.unavailable() : Duration.ofMillis(millis);
  }

  private static Mode mode(@Nullable YamlNode node) {
    String mode = node == null ? null : Words.oneOf(node, MODES);
    return mode == null || !MODES.contains(mode)
        ? Mode.AUTOMATIC
        : Mode.valueOf(mode.toUpperCase(Locale.ROOT));
  }

  /**
   * Trouble is looked for from the root of the factor on, so one close to 1 would see it always.
   */
  private static double factor(@Nullable YamlNode node, double fallback) {
    String text = node == null ? null : node.text();
    if (node == null || text == null) {
      return fallback;
    }
    if (FACTOR.matcher(text).matches()) {
      double factor = Double.parseDouble(text);
      if (factor >= LEAST_FACTOR && factor <= MOST_FACTOR) {
        return factor;
      }
    }
    node.error(
        "%s is not a factor from %s to %s".formatted(node.path(), LEAST_FACTOR, MOST_FACTOR),
        "write one like 2.0, for twice as much");
    return fallback;
  }

  /** The tests compare with multiples of the rate, so nothing above a half can be told apart. */
  private static double rate(@Nullable YamlNode node, double fallback) {
    Integer buckets = node == null ? null : node.buckets();
    if (node == null || buckets == null) {
      return fallback;
    }
    if (buckets == 0 || buckets > HALF) {
      node.error(node.path() + " is not above 0% and up to 50%", "write a rate like 5%");
    }
    return buckets / 10_000.0;
  }
}
