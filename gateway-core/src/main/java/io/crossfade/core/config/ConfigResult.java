package io.crossfade.core.config;

import java.util.List;

/** What came of reading a file. Problems are in file order. */
public sealed interface ConfigResult {

  /**
   * The file may be used.
   *
   * @param config checked whole
   * @param warnings what is allowed but probably not meant
   */
  record Valid(Config config, List<Problem> warnings) implements ConfigResult {
    public Valid {
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * The file must not be used.
   *
   * @param problems all of them, warnings left out; never empty
   */
  record Invalid(List<Problem> problems) implements ConfigResult {
    public Invalid {
      problems = List.copyOf(problems);
    }
  }
}
