package io.crossfade.metrics.judge.simulation;

import io.crossfade.metrics.judge.simulation.Contest.Referee;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;

/** Bars of the three referees for each kind of traffic, as SVG without any script. */
final class BarChart {
  private static final int LEFT = 300;
  private static final int WIDE = 420;
  private static final int BAR = 9;
  private static final int GROUP = 3 * BAR + 12;
  private static final int TOP = 28;
  private static final String[] COLOURS = {"#1b7f5c", "#d98e32", "#8f5bb5"};

  private BarChart() {}

  /**
   * Draws one chart.
   *
   * @param scaled a number's place on the axis, 0 to 1
   */
  static String of(List<DecisionsPage.Row> rows, DoubleUnaryOperator scaled) {
    StringBuilder svg = new StringBuilder();
    int height = TOP + rows.size() * GROUP + 8;
    svg.append(
        String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\""
                + " font-family=\"sans-serif\"%n font-size=\"11\">",
            LEFT + WIDE + 70,
            height));
    svg.append(
        String.format(Locale.ROOT, "<rect width=\"100%%\" height=\"100%%\" fill=\"#ffffff\"/>%n"));
    for (Referee referee : Referee.values()) {
      int at = LEFT + place(referee) * 150;
      svg.append(
          String.format(
              Locale.ROOT,
              "<rect x=\"%d\" y=\"8\" width=\"10\" height=\"10\" fill=\"%s\"/>%n",
              at,
              colour(referee)));
      svg.append(
          String.format(
              Locale.ROOT, "<text x=\"%d\" y=\"17\">%s</text>%n", at + 14, referee.label));
    }
    for (int row = 0; row < rows.size(); row++) {
      group(svg, rows.get(row), TOP + row * GROUP, scaled);
    }
    return svg.append("</svg>\n").toString();
  }

  private static void group(
      StringBuilder svg, DecisionsPage.Row row, int y, DoubleUnaryOperator scaled) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>%n",
            LEFT - 8,
            y + 2 * BAR,
            row.name()));
    for (Referee referee : Referee.values()) {
      double number = row.numbers().get(place(referee));
      int top = y + place(referee) * BAR;
      double wide = Math.max(1, WIDE * scaled.applyAsDouble(number));
      svg.append(
          String.format(
              Locale.ROOT,
              "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>%n",
              LEFT,
              top,
              wide,
              BAR - 1,
              colour(referee)));
      String label = number <= 1 ? DecisionsPage.percent(number) : DecisionsPage.count(number);
      svg.append(
          String.format(
              Locale.ROOT,
              "<text x=\"%.1f\" y=\"%d\" font-size=\"9\">%s</text>%n",
              LEFT + wide + 4,
              top + 8,
              label));
    }
  }

  private static int place(Referee referee) {
    return List.of(Referee.values()).indexOf(referee);
  }

  private static String colour(Referee referee) {
    return COLOURS[place(referee)];
  }
}
