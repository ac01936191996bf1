package io.crossfade.server.control;

import static io.crossfade.server.control.Yaml.migration;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DifferencesTest {
  private static final String BASE = migration("split: 5%");

  /** Each row replaces one piece of text; an empty one replaces nothing. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "split: 5%    | split: 5%     | nothing changed",
        "split: 5%    | split: 6%     | migration 'to-next' changed",
        "name: to-next| name: other   | migration 'to-next' removed, migration 'other' added",
        "127.0.0.1:1/ | 127.0.0.1:9/  | provider 'current' changed",
        "providers:   | 'drain: 5s\nproviders:' | drain changed",
        "providers:   | 'server: {listen: \"127.0.0.1:1\"}\nproviders:'"
            + " | server and store settings change with the next restart",
      })
  void between_oneEdit_namesWhatItTouches(String text, String edited, String expected) {
    assertThat(Differences.between(Yaml.read(BASE), Yaml.read(BASE.replace(text, edited))))
        .isEqualTo(expected);
  }
}
