package io.crossfade.loadtest.result;

import static io.crossfade.loadtest.proxy.Target.CROSSFADE;
import static io.crossfade.loadtest.proxy.Target.NGINX;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rows of a run as a Markdown table: values of nginx and the gateway, ratios of the others. */
public final class Table {
  private static final int FIRST_WIDTH = 40;
  private static final int WIDTH = 12;

  private final Figures figures;
  private final List<String> others;

  private Table(Figures figures) {
    this.figures = figures;
    this.others = figures.others();
  }

  /** Rows without figures are left out. */
  public static String of(List<Row> rows, Figures figures) {
    Table table = new Table(figures);
    List<String> head = table.head();
    return Stream.concat(
            Stream.of(line(head), line(head).replaceAll("[^|\\n]", "-")),
            rows.stream().filter(row -> row.judged(figures).isPresent()).map(table::line))
        .collect(Collectors.joining());
  }

  private List<String> head() {
    List<String> cells = new ArrayList<>(List.of("what", NGINX));
    cells.addAll(others);
    cells.addAll(List.of(CROSSFADE, "judged", "spread", "must", "moonshot", "result"));
    return cells;
  }

  private String line(Row row) {
    double value = row.judged(figures).orElseThrow();
    List<Double> rounds = row.rounds(figures, CROSSFADE);
    List<String> cells = new ArrayList<>();
    cells.add(row.what() + ", " + row.unit());
    cells.add(number(figures.median(row.figure(), NGINX)));
    others.forEach(other -> cells.add(limit(row, row.judged(figures, other))));
    cells.add(number(figures.median(row.figure(), CROSSFADE)));
    cells.add(limit(row, OptionalDouble.of(value)));
    cells.add(number(rounds.getFirst()) + " .. " + number(rounds.getLast()));
    cells.add(limit(row, row.hasLimits() ? OptionalDouble.of(row.must()) : OptionalDouble.empty()));
    cells.add(
        limit(row, row.hasLimits() ? OptionalDouble.of(row.moonshot()) : OptionalDouble.empty()));
    cells.add(row.verdict(value));
    return line(cells);
  }

  private static String line(List<String> cells) {
    StringBuilder line = new StringBuilder("|");
    for (int i = 0; i < cells.size(); i++) {
      String format = i == 0 ? "%-" + FIRST_WIDTH + "s" : "%" + WIDTH + "s";
      line.append(' ').append(String.format(Locale.ROOT, format, cells.get(i))).append(" |");
    }
    return line.append('\n').toString();
  }

  private static String limit(Row row, OptionalDouble value) {
    return number(value) + (row.isRatio() && value.isPresent() ? " x" : "");
  }

  private static String number(OptionalDouble value) {
    return value.isPresent() ? number(value.getAsDouble()) : "-";
  }

  private static String number(double value) {
    String format = Math.abs(value) < 10 ? "%.2f" : Math.abs(value) < 100 ? "%.1f" : "%.0f";
    return String.format(Locale.ROOT, format, value);
  }
}
