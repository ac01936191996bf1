package io.crossfade.server.control;

import static io.crossfade.server.control.Yaml.migration;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FixedAtStartTest {
  private static final String BASE = migration("split: 5%");

  /** Each row adds settings to a file without any; nothing but names may be told. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "drain: 5s                              |",
        "server: {listen: '127.0.0.1:1'}        | server.listen changed in the file, but is",
        "server: {admin: '127.0.0.1:1'}         | server.admin changed in the file, but is",
        "server: {admin_key: very-secret-1}     | server.admin_key changed in the file, but is",
        "store: 'sqlite:other.db'               | store changed in the file, but is",
        "server: {listen: '127.0.0.1:1', admin: '127.0.0.1:2'}"
            + "| server.listen, server.admin changed in the file, but are",
      })
  void waiting_oneEdit_namesWhatWaits(String added, String expected) {
    String said =
        FixedAtStart.waiting(Yaml.read(BASE), Yaml.read(added.replace("'", "\"") + "\n" + BASE))
            .orElse("");
    if (expected == null) {
      assertThat(said).isEmpty();
    } else {
      assertThat(said).startsWith(expected).contains("restart").doesNotContain("very-secret");
    }
  }
}
