package io.crossfade.server.cli.admin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Migrations as people read them on a terminal. */
final class MigrationLines {
  private static final List<String> PLAN =
      List.of(
          "strategy",
          "split",
          "schedule",
          "phases",
          "hold_back",
          "hypercare",
          "execute_at",
          "advance",
          "min_requests",
          "rollback",
          "alert");

  private MigrationLines() {}

  /** A line per migration. */
  static Stream<String> table(JsonNode migrations) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of("NAME", "STATE", "SPLIT", "STEP", "OLD ERRORS", "NEW ERRORS", "ALERTS", "WHY"));
    for (JsonNode one : migrations) {
      rows.add(
          List.of(
              one.path("name").asText(),
              one.path("state").asText(),
              percent(one.path("split")),
              one.path("step").asText(),
              rate(one.at("/metrics/source_error_rate")),
              rate(one.at("/metrics/target_error_rate")),
              String.valueOf(one.path("alerts").size()),
              one.path("reason").asText("")));
    }
    return Table.lines(rows);
  }

  /** Everything about one. */
  static Stream<String> details(JsonNode one) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("name", one.path("name").asText()));
    rows.add(List.of("state", one.path("state").asText() + because(one)));
    rows.add(List.of("from", one.path("source").asText()));
    rows.add(List.of("to", one.path("target").asText() + ", " + percent(one.path("split"))));
    rows.add(List.of("started", one.at("/progress/started_at").asText("-")));
    rows.add(List.of("done by", one.at("/progress/estimated_completion").asText("-")));
    for (String arm : List.of("source", "target")) {
      rows.add(List.of(arm + " errors", rate(one.at("/metrics/" + arm + "_error_rate"))));
      rows.add(List.of(arm + " p99", millis(one.at("/metrics/" + arm + "_latency_p99"))));
    }
    for (JsonNode warning : one.path("warnings")) {
      rows.add(List.of("warning", warning.asText()));
    }
    for (JsonNode alert : one.path("alerts")) {
      rows.add(List.of("alert", alert.path("reason").asText()));
    }
    for (JsonNode left : one.path("decommission")) {
      rows.add(List.of("left to do", left.asText()));
    }
    rows.add(List.of("seq", one.path("seq").asText()));
    return Table.lines(rows);
  }

  /** A line per model that one could move to, best first. */
  static Stream<String> recommendations(JsonNode made) {
    List<List<String>> rows = new ArrayList<>();
    for (JsonNode each : made.path("recommendations")) {
      List<String> why = new ArrayList<>();
      each.path("reasons").forEach(reason -> why.add(reason.asText()));
      each.path("considerations").forEach(reason -> why.add("but " + reason.asText()));
      rows.add(
          List.of(
              "consider",
              each.path("model").asText(),
              each.path("score").asText(),
              String.join("; ", why)));
    }
    return Table.lines(rows);
  }

  /** What is intended, and where it stands. */
  static Stream<String> plan(JsonNode declared, JsonNode one) {
    List<List<String>> rows = new ArrayList<>();
    for (String key : PLAN) {
      if (declared.has(key)) {
        rows.add(List.of(key, plain(declared.path(key))));
      }
    }
    rows.add(
        List.of(
            "now",
            "%s at %s, step %s"
                .formatted(
                    one.path("state").asText(),
                    percent(one.path("split")),
                    one.path("step").asText())));
    for (String key : List.of("hold_until", "estimated_completion")) {
      if (one.path("progress").hasNonNull(key)) {
        rows.add(List.of(key, one.path("progress").path(key).asText()));
      }
    }
    return Table.lines(rows);
  }

  /** A line per event. */
  static String event(JsonNode event) {
    String reason = event.path("reason").asText();
    return "%s  %4d  %-16s %s -> %s at %s, by %s%s"
        .formatted(
            event.path("at").asText(),
            event.path("seq").asLong(),
            event.path("event").asText(),
            event.path("from").asText(),
            event.path("to").asText(),
            percent(event.path("split")),
            event.path("actor").asText(),
            reason.isEmpty() ? "" : ": " + reason);
  }

  private static String because(JsonNode one) {
    return one.hasNonNull("reason") ? " (" + one.path("reason").asText() + ")" : "";
  }

  private static String plain(JsonNode value) {
    if (value.isArray()) {
      List<String> items = new ArrayList<>();
      value.forEach(item -> items.add(plain(item)));
      return String.join(", ", items);
    }
    return value.isTextual() ? value.textValue() : value.toString().replace("\"", "");
  }

  private static String percent(JsonNode percent) {
    double value = percent.asDouble();
    return value == Math.rint(value)
        ? "%d%%".formatted((long) value)
        : String.format(Locale.ROOT, "%.2f%%", value);
  }

  private static String rate(JsonNode fraction) {
    return fraction.isNumber()
        ? String.format(Locale.ROOT, "%.2f%%", 100 * fraction.asDouble())
        : "-";
  }

  private static String millis(JsonNode value) {
    return value.isNumber() ? String.format(Locale.ROOT, "%.0f ms", value.asDouble()) : "-";
  }
}
