package io.crossfade.server.explain;

import io.crossfade.core.config.MigrationConfig;
import io.crossfade.core.config.MigrationConfig.Rule;
import io.crossfade.core.config.Rollout;
import io.crossfade.core.config.Rollout.Advance;
import io.crossfade.core.config.Rollout.Stage;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a declared migration will do, and when at the earliest, line by line. */
public final class Itinerary {
  /** Candidate calls a proof usually takes at healthy rates. */
  public static final int TYPICAL_NEED = 170;

  private static final int TYPICAL_STRICT_NEED = 640;
  private static final double ALL = 10_000;

  private final MigrationConfig migration;
  private final Rollout rollout;
  private final List<String> lines = new ArrayList<>();
  private Duration at = Duration.ZERO;

  private Itinerary(MigrationConfig migration) {
    this.migration = migration;
    this.rollout = migration.rollout();
  }

  /** The whole way from the start to the end, for a terminal. */
  public static List<String> of(MigrationConfig migration) {
    Itinerary itinerary = new Itinerary(migration);
    itinerary.title();
    if (!itinerary.rollout.fixed()) {
      itinerary.rollout.stages().forEach(itinerary::stage);
      itinerary.end();
    } else {
      itinerary.line(share(migration.splitBuckets()), "until the file or an operator changes it");
    }
    return List.copyOf(itinerary.lines);
  }

  /** Candidate calls a stage of such a migration is likely to take. */
  public static long need(Rollout rollout) {
    int typical =
        switch (rollout.advance()) {
          case PROOF -> TYPICAL_NEED;
          case STRICT -> TYPICAL_STRICT_NEED;
          case GUARD -> 0;
        };
    return Math.max(rollout.minRequests(), typical);
  }

  private void title() {
    Instant start = rollout.executeAt();
    lines.add(
        "migration '%s': %s -> %s, %s, %s"
            .formatted(
                migration.name(),
                migration.from(),
                migration.to(),
                rollout.strategy().name().toLowerCase(Locale.ROOT),
                start == null ? "from its start on:" : "from " + start + " on:"));
  }

  private void stage(Stage stage) {
    int buckets = Math.min(stage.splitBuckets(), (int) ALL - rollout.holdBack().buckets());
    line(share(buckets), about(stage) + watched(stage) + until(stage, buckets));
    at = at.plus(stage.hold());
  }

  private static String about(Stage stage) {
    String groups = stage.only().stream().map(Itinerary::rule).collect(Collectors.joining(" and "));
    String models = stage.models().isEmpty() ? "" : "of " + String.join(", ", stage.models());
    return groups.isEmpty() && models.isEmpty() ? "" : (groups + " " + models).strip() + ", ";
  }

  private static String rule(Rule rule) {
    String header = rule.header();
    String what = header == null ? rule.subject().name().toLowerCase(Locale.ROOT) : header;
    return "where %s is %s".formatted(what, String.join(" or ", rule.values()));
  }

  private String watched(Stage stage) {
    boolean care = rollout.hypercare() && stage.equals(rollout.stages().getLast());
    String time = stage.hold().isZero() ? "" : "for " + time(stage.hold());
    return care ? time + " of hypercare" : time;
  }

  /** How much traffic the stage takes for its proof, and whether that fits its time. */
  private String until(Stage stage, int buckets) {
    long calls = need(rollout);
    String what =
        rollout.advance() == Advance.GUARD
            ? "%d candidate calls".formatted(calls)
            : "its proof, about %d candidate calls".formatted(calls);
    double all = calls * ALL / buckets;
    String pace =
        stage.hold().isZero()
            ? ""
            : " or %s per second".formatted(number(all / stage.hold().toSeconds()));
    String joined = stage.hold().isZero() ? "until " : " and until ";
    return joined + what + " (%s in all%s)".formatted(number(all), pace);
  }

  private void end() {
    Rollout.HoldBack held = rollout.holdBack();
    if (held.buckets() > 0) {
      line(
          share((int) ALL - held.buckets()),
          "for %s, while %s stay on the control"
              .formatted(time(held.lasts()), share(held.buckets())));
      at = at.plus(held.lasts());
    }
    line("100%", "completed");
  }

  private void line(String share, String text) {
    lines.add("  %-10s %-7s %s".formatted("+" + time(at), share, text).stripTrailing());
  }

  private static String share(int buckets) {
    return BigDecimal.valueOf(buckets, 2).stripTrailingZeros().toPlainString() + "%";
  }

  private static String number(double value) {
    return value < 10
        ? BigDecimal.valueOf(Math.ceil(value * 100) / 100).stripTrailingZeros().toPlainString()
        : String.format(Locale.ROOT, "%.0f", Math.ceil(value));
  }

  static String time(Duration time) {
    if (time.isZero()) {
      return "0s";
    }
    StringBuilder text = new StringBuilder();
    part(text, time.toDaysPart(), "d");
    part(text, time.toHoursPart(), "h");
    part(text, time.toMinutesPart(), "m");
    part(text, time.toSecondsPart(), "s");
    part(text, time.toMillisPart(), "ms");
    return text.toString();
  }

  private static void part(StringBuilder text, long amount, String unit) {
    if (amount > 0) {
      text.append(amount).append(unit);
    }
  }
}
