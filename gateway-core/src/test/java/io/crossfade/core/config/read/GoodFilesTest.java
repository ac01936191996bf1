package io.crossfade.core.config.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.crossfade.core.config.Config;
import io.crossfade.core.config.ConfigResult;
import io.crossfade.core.config.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Reads every {@code good/NAME.yaml}; what it means, one component a line and warnings last, must
 * be {@code good/NAME.txt}. A new case is a new pair of files; {@code -Dsummaries.write=true}
 * writes what comes out into the sources, to be read before it is committed.
 */
final class GoodFilesTest {

  @TestFactory
  Stream<DynamicTest> read_goodFile_meansWhatTheSummarySays() {
    return ConfigFiles.in("good").stream()
        .map(file -> dynamicTest(ConfigFiles.name(file), () -> check(file)));
  }

  private static void check(Path file) {
    ConfigResult result = ConfigFiles.read(ConfigFiles.text(file));
    assertThat(result).isInstanceOf(ConfigResult.Valid.class);
    if (result instanceof ConfigResult.Valid(Config config, List<Problem> warnings)) {
      write(file, summary(config, warnings));
      assertThat(summary(config, warnings))
          .isEqualTo(ConfigFiles.text(ConfigFiles.beside(file, ".txt")));
    }
  }

  private static void write(Path file, String summary) {
    if (Boolean.getBoolean("summaries.write")) {
      Path source = Path.of("src/test/resources/config/good", ConfigFiles.name(file) + ".txt");
      try {
        Files.writeString(source, summary);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static String summary(Config config, List<Problem> warnings) {
    List<String> lines = new ArrayList<>();
    lines.add(config.server().toString());
    lines.add("store " + config.store());
    lines.add("responseHeaders " + config.responseHeaders() + ", drain " + config.drainMillis());
    config.providers().values().forEach(provider -> lines.add(sorted(provider.toString())));
    for (Map.Entry<String, ?> model : config.models().entrySet()) {
      lines.add(model.getKey() + " " + model.getValue());
    }
    config.routes().forEach(route -> lines.add(route.toString()));
    config.migrations().forEach(migration -> lines.add(migration.toString()));
    if (!config.translation().refused().isEmpty()) {
      lines.add("refused " + new TreeSet<>(config.translation().refused()));
    }
    config.keys().forEach(key -> lines.add(sorted(key.toString())));
    warnings.forEach(warning -> lines.add("warning " + warning));
    return String.join("\n", lines) + "\n";
  }

  /** Sets print in an order of the day; the retried conditions and rights are the only ones. */
  private static String sorted(String text) {
    int open = text.lastIndexOf("on=[") >= 0 ? text.lastIndexOf("on=[") : text.lastIndexOf("may=[");
    int from = text.indexOf('[', open) + 1;
    int to = text.indexOf(']', from);
    String items =
        String.join(", ", Stream.of(text.substring(from, to).split(", ")).sorted().toList());
    return text.substring(0, from) + items + text.substring(to);
  }
}
