package io.crossfade.metrics.judge.simulation.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Tables of {@code docs/decisions.md} that grow line by line: a line replaces the one that begins
 * alike, so one suite may be repeated alone.
 */
public enum Findings {
  /** Rollouts in which nothing was wrong with the candidate. */
  HARMLESS,
  /** Rollouts in which something was. */
  TROUBLED,
  /** Streams that nobody promised anything about. */
  ODD;

  private static final Path PAGE = Path.of("..", "docs", "decisions.md");

  /**
   * Writes one line down.
   *
   * @param traffic its first cell
   * @param rest the other cells
   */
  void add(String traffic, String rest) {
    try {
      String page = Files.readString(PAGE, UTF_8);
      String begin = "<!-- simulated: %s -->\n".formatted(name());
      int from = page.indexOf(begin) + begin.length();
      int to = page.indexOf("<!-- end: %s -->".formatted(name()), from);
      Map<String, String> lines = lines(page.substring(from, to));
      lines.put(traffic, "| %s | %s |".formatted(traffic, rest));
      String table = lines.values().stream().map(line -> line + "\n").collect(Collectors.joining());
      Files.writeString(PAGE, page.substring(0, from) + table + page.substring(to), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> lines(String table) {
    Map<String, String> lines = new LinkedHashMap<>();
    table.lines().forEach(line -> lines.put(line.split(" *\\| *", 3)[1], line));
    return lines;
  }
}
