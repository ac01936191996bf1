package io.crossfade.server.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Main;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Sources look the way google-java-format writes them. With {@code -Dformat.fix=true} they are
 * rewritten in place, which is what {@code .ci/format} does.
 */
final class FormattingTest {

  @Test
  void sources_all_areFormatted() throws Exception {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code = formatter(out, err).format(arguments());
    assertThat(err.toString()).as("sources that cannot be read").isEmpty();
    assertThat(code).isZero();
    assertThat(out.toString())
        .as("sources not formatted; to format them, run .ci/format")
        .isEmpty();
  }

  private static Main formatter(StringWriter out, StringWriter err) {
    var nothing = new ByteArrayInputStream(new byte[0]);
    return new Main(new PrintWriter(out), new PrintWriter(err), nothing);
  }

  private static String[] arguments() {
    String mode = Boolean.getBoolean("format.fix") ? "--replace" : "--dry-run";
    Stream<String> files = Source.files().stream().map(Path::toString);
    return Stream.concat(Stream.of(mode), files).toArray(String[]::new);
  }
}
