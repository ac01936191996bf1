package io.crossfade.server.cli.admin;

import java.util.List;
import java.util.stream.Stream;

/** Rows with their columns below each other. */
final class Table {
  private Table() {}

  /**
   * The rows as lines.
   *
   * @param rows all of the same length; control characters in a cell are shown as {@code ?}
   */
  static Stream<String> lines(List<List<String>> rows) {
    int columns = rows.isEmpty() ? 0 : rows.getFirst().size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int column = 0; column < columns; column++) {
        widths[column] = Math.max(widths[column], row.get(column).length());
      }
    }
    return rows.stream().map(row -> line(row, widths));
  }

  private static String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < widths.length; column++) {
      line.append(("%-" + Math.max(1, widths[column]) + "s  ").formatted(row.get(column)));
    }
    return line.toString().stripTrailing().replaceAll("\\p{Cntrl}", "?");
  }
}
