package io.crossfade.metrics.judge.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.crossfade.metrics.judge.simulation.Contest.Referee;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;
import java.util.stream.Collectors;

/** Writes what was simulated into {@code docs/decisions.md}, with its plots. */
public final class DecisionsPage {
  private static final Path DOCS = Path.of("..", "docs");
  private static final String END = "<!-- end of what was simulated -->\n";

  /**
   * One kind of traffic.
   *
   * @param numbers one for each referee
   */
  record Row(String name, int rollouts, List<Double> numbers) {
    static Row of(String name, int rollouts, double[] numbers) {
      return new Row(name, rollouts, Arrays.stream(numbers).boxed().toList());
    }
  }

  private DecisionsPage() {}

  static void write(List<Row> falseAlarms, List<Row> detections) {
    try {
      String told =
          table("Rolled back without a reason", falseAlarms, DecisionsPage::percent)
              + "\n![False rollbacks](false-rollbacks.svg)\n\n"
              + table(
                  "Candidate requests to the rollback, median", detections, DecisionsPage::count)
              + "\n![Requests to the rollback](detection.svg)\n";
      section("ContestTest", told);
      Files.writeString(
          DOCS.resolve("false-rollbacks.svg"), BarChart.of(falseAlarms, x -> x), UTF_8);
      Files.writeString(
          DOCS.resolve("detection.svg"), BarChart.of(detections, DecisionsPage::log), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Replaces what a test has written.
   *
   * @param test its name, as the page has it
   */
  public static void section(String test, String told) throws IOException {
    Path page = DOCS.resolve("decisions.md");
    String text = Files.readString(page, UTF_8);
    String begin = "<!-- simulated: written by %s -->\n".formatted(test);
    int from = text.indexOf(begin) + begin.length();
    String after = text.substring(text.indexOf(END, from));
    Files.writeString(page, text.substring(0, from) + told + after, UTF_8);
  }

  private static String table(String title, List<Row> rows, DoubleFunction<String> shown) {
    String referees =
        Arrays.stream(Referee.values()).map(one -> one.label).collect(Collectors.joining(" | "));
    String lines =
        rows.stream()
            .map(
                row ->
                    "| %s | %s | %d |\n"
                        .formatted(
                            row.name,
                            row.numbers.stream()
                                .map(shown::apply)
                                .collect(Collectors.joining(" | ")),
                            row.rollouts))
            .collect(Collectors.joining());
    return "| %s | %s | rollouts |\n|---|---|---|---|---|\n%s".formatted(title, referees, lines);
  }

  public static String percent(double share) {
    return String.format(Locale.ROOT, share == 0 ? "%.0f %%" : "%.1f %%", 100 * share);
  }

  public static String count(double requests) {
    return Double.isInfinite(requests) ? "never" : String.format(Locale.ROOT, "%.0f", requests);
  }

  /** Where a count lies between 1 and a million, on a logarithmic axis. */
  private static double log(double requests) {
    return Double.isInfinite(requests) ? 1 : Math.log10(Math.max(requests, 1)) / 6;
  }
}
