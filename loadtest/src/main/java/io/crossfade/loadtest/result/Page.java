package io.crossfade.loadtest.result;

import io.crossfade.loadtest.proxy.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Formatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * A run as a page that stands alone: for each row a bar per target with a dot per round, and lines
 * where the limits are.
 */
public final class Page {
  private static final int WIDTH = 720;
  private static final int LABEL = 110;
  private static final int BAR = 20;

  private final List<Row> rows;
  private final Figures figures;
  private final StringBuilder html = new StringBuilder();
  private final Formatter out = new Formatter(html, Locale.ROOT);

  private Page(List<Row> rows, Figures figures) {
    this.rows = rows;
    this.figures = figures;
  }

  /** Writes a page beside the run's JSON. */
  public static Path write(
      Path json, Map<String, String> surroundings, List<Row> rows, Figures figures)
      throws IOException {
    Page page = new Page(rows, figures);
    Path file = json.resolveSibling(json.getFileName().toString().replace(".json", ".html"));
    return Files.writeString(file, page.html(surroundings));
  }

  private String html(Map<String, String> surroundings) {
    html.append(
        """
        <!doctype html><html lang="en"><meta charset="utf-8"><title>Crossfade under load</title>
        <style>
        body{font:15px/1.5 system-ui,sans-serif;max-width:760px;margin:2em auto;padding:0 1em;color:#222}
        h2{font-size:1em;margin:1.6em 0 .2em}p{margin:.2em 0}dl{display:grid;grid-template-columns:auto 1fr;gap:0 1em}
        dd{margin:0}svg{width:100%}text{font-size:12px}.MISSED{color:#a00}.must,.moonshot{color:#063}
        </style><h1>Crossfade under load</h1><dl>
        """);
    surroundings.forEach(
        (name, value) -> out.format("<dt>%s<dd>%s%n", escaped(name), escaped(value)));
    html.append("</dl>\n");
    rows.forEach(row -> append(row));
    return html.toString();
  }

  private void append(Row row) {
    OptionalDouble judged = row.judged(figures);
    if (judged.isEmpty()) {
      return;
    }
    List<String> targets =
        figures.targets().stream().filter(name -> !row.rounds(figures, name).isEmpty()).toList();
    out.format("<h2>%s</h2>", escaped(row.what()));
    out.format(
        "<p>%s%s</p>%n", row.isRatio() ? "times nginx" : escaped(row.unit()), verdict(row, judged));
    double most = targets.stream().mapToDouble(name -> largest(row, name)).max().orElse(1);
    double scale = (WIDTH - LABEL) / Math.max(most, row.hasLimits() ? 1.1 * row.must() : 0);
    int height = BAR * targets.size();
    out.format("<svg viewBox=\"0 0 %d %d\" role=\"img\">", WIDTH, height);
    for (int at = 0; at < targets.size(); at++) {
      bar(row, targets.get(at), new Lane(at * BAR, scale));
    }
    if (row.hasLimits()) {
      limit(LABEL + row.must() * scale, height);
      limit(LABEL + row.moonshot() * scale, height);
    }
    html.append("</svg>\n");
  }

  private static String verdict(Row row, OptionalDouble judged) {
    String verdict = row.verdict(judged.getAsDouble());
    return verdict.isEmpty() ? "" : ": <b class=\"%1$s\">%1$s</b>".formatted(verdict);
  }

  private double largest(Row row, String target) {
    return row.rounds(figures, target).getLast();
  }

  /**
   * Where a bar lies.
   *
   * @param scale pixels per unit
   */
  private record Lane(int top, double scale) {}

  private void bar(Row row, String target, Lane lane) {
    double value = row.judged(figures, target).orElse(0);
    out.format(
        "<text x=\"0\" y=\"%d\">%s %.2f</text>", lane.top() + BAR - 6, escaped(target), value);
    out.format(
        "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>",
        LABEL,
        lane.top() + 3,
        Math.max(1, value * lane.scale()),
        BAR - 6,
        target.equals(Target.CROSSFADE) ? "#2a7de1" : "#b8c4d0");
    for (double round : row.rounds(figures, target)) {
      out.format(
          "<circle cx=\"%.1f\" cy=\"%d\" r=\"2.5\" fill=\"#123\"/>",
          LABEL + Math.max(0, round) * lane.scale(), lane.top() + BAR / 2);
    }
  }

  private void limit(double x, int height) {
    out.format(
        "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"0\" y2=\"%d\" stroke=\"#a00\" stroke-dasharray=\"4"
            + " 3\"/>",
        x, x, height);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;");
  }
}
