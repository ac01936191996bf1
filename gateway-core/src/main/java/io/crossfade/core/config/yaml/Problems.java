package io.crossfade.core.config.yaml;

import io.crossfade.core.config.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is wrong with one file, so that the operator sees all of it at once. */
public final class Problems {
  /** More than anybody reads; a hostile file must not fill the memory with complaints. */
  private static final int MOST = 200;

  private static final Comparator<Problem> IN_FILE_ORDER =
      Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column);

  private final String file;
  private final List<Problem> errors = new ArrayList<>();
  private final List<Problem> warnings = new ArrayList<>();

  /** Starts an empty collection for the file of that name. */
  public Problems(String file) {
    this.file = file;
  }

  /** Adds a reason not to use the file. */
  public void error(Place place, String message, String fix) {
    add(errors, place, message, fix);
  }

  /** Adds something that is allowed but probably not meant. */
  public void warning(Place place, String message, String fix) {
    add(warnings, place, message, fix);
  }

  private void add(List<Problem> list, Place place, String message, String fix) {
    if (list.size() < MOST) {
      Problem problem = new Problem(file, place.line(), place.column(), message, fix);
      if (!list.contains(problem)) {
        list.add(problem);
      }
    }
  }

  public boolean hasErrors() {
    return !errors.isEmpty();
  }

  /** Errors in file order. */
  public List<Problem> errors() {
    return errors.stream().sorted(IN_FILE_ORDER).toList();
  }

  /** Warnings in file order. */
  public List<Problem> warnings() {
    return warnings.stream().sorted(IN_FILE_ORDER).toList();
  }
}
