package io.crossfade.core.config.yaml;

import java.util.List;
import java.util.Map;

/**
 * What every node of one file shares.
 *
 * @param lines of the text, to find a word within a scalar
 * @param environment what {@code ${NAME}} may stand for
 * @param problems where all readers complain
 */
record YamlSource(List<String> lines, Map<String, String> environment, Problems problems) {
  YamlSource(String text, Map<String, String> environment, Problems problems) {
    this(text.lines().toList(), environment, problems);
  }

  /** Where the word stands on the line of a place, or the place itself if it is not found. */
  Place find(String word, Place from) {
    String line = from.line() <= lines.size() ? lines.get(from.line() - 1) : "";
    int at = line.indexOf(word, from.column() - 1);
    return at < 0 ? from : new Place(from.line(), at + 1);
  }
}
