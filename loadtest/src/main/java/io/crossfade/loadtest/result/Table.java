package io.crossfade.loadtest.result;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** The rows of a run as text. */
public final class Table {
  private static final String HEAD =
      "| %-38s | %10s | %10s | %8s | %-15s | %8s | %8s | %-8s |%n"
          .formatted(
              "what", "nginx", "crossfade", "judged", "spread", "must", "moonshot", "result");

  private Table() {}

  /** A Markdown table; rows without figures are left out. */
  public static String of(List<Row> rows, Figures figures) {
    StringBuilder text = new StringBuilder(HEAD);
    text.append(HEAD.replaceAll("[^|\\n]", "-"));
    rows.forEach(row -> append(text, row, figures));
    return text.toString();
  }

  private static void append(StringBuilder text, Row row, Figures figures) {
    OptionalDouble judged = row.judged(figures);
    if (judged.isEmpty()) {
      return;
    }
    double value = judged.getAsDouble();
    List<Double> rounds = row.rounds(figures);
    String times = row.isRatio() ? " x" : "";
    text.append(
        "| %-38s | %10s | %10s | %8s | %-15s | %8s | %8s | %-8s |%n"
            .formatted(
                row.what() + ", " + row.unit(),
                number(figures.median(row.figure(), "nginx")),
                number(figures.median(row.figure(), "crossfade")),
                number(value) + times,
                number(rounds.getFirst()) + " .. " + number(rounds.getLast()),
                limit(row, row.must()),
                limit(row, row.moonshot()),
                row.verdict(value)));
  }

  private static String limit(Row row, double value) {
    if (!row.hasLimits()) {
      return "-";
    }
    return row.isRatio() ? number(value) + " x" : number(value);
  }

  private static String number(OptionalDouble value) {
    return value.isPresent() ? number(value.getAsDouble()) : "-";
  }

  private static String number(double value) {
    String format = Math.abs(value) < 10 ? "%.2f" : Math.abs(value) < 100 ? "%.1f" : "%.0f";
    return String.format(Locale.ROOT, format, value);
  }
}
