package io.crossfade.core.config.yaml;

import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Where something stands in the file.
 *
 * @param line counts from 1
 * @param column counts from 1, in code points
 */
public record Place(int line, int column) {
  /** Stands for the file as a whole. */
  public static final Place START = new Place(1, 1);

  static Place of(Mark mark) {
    return new Place(mark.getLine() + 1, mark.getColumn() + 1);
  }

  static Place of(Node node) {
    return of(node.getStartMark());
  }
}
