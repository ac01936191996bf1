package io.crossfade.server.architecture;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.chat.Field;
import io.crossfade.core.config.ConfigResult;
import io.crossfade.core.config.read.ConfigReader;
import io.crossfade.core.fault.FaultKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is written for people stays true. */
final class DocumentationTest {
  private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```yaml\\n(.*?)^```$");
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_0-9]+)}");
  private static final Pattern CODE = Pattern.compile("(?m)^\\| `([a-z_]+)` \\| ([0-9, ]+) \\|");

  /**
   * One example.
   *
   * @param from where it stands
   */
  record Example(String from, String yaml) {
    @Override
    public String toString() {
      return from;
    }
  }

  static Stream<Example> examples() throws IOException {
    Stream<Example> files =
        Stream.concat(
                list(PROJECT.resolve("config"), ".yaml"),
                list(PROJECT.resolve("docker/config"), ".yaml"))
            .map(file -> new Example(PROJECT.relativize(file).toString(), read(file)));
    Stream<Example> blocks =
        pages()
            .flatMap(
                page ->
                    BLOCK
                        .matcher(read(page))
                        .results()
                        .map(block -> new Example(place(page, block), block.group(1))));
    return Stream.concat(files, blocks);
  }

  @ParameterizedTest
  @MethodSource("examples")
  void example_asWritten_isAValidConfiguration(Example example) {
    Map<String, String> environment =
        VARIABLE
            .matcher(example.yaml())
            .results()
            .map(use -> use.group(1))
            .distinct()
            .collect(Collectors.toMap(name -> name, name -> "a-value-for-" + name));
    ConfigResult result = ConfigReader.read(example.from(), example.yaml(), environment);
    assertThat(result).isInstanceOf(ConfigResult.Valid.class);
  }

  @Test
  void errors_documented_areThoseThatExist() {
    Map<String, Set<Integer>> exist =
        Arrays.stream(FaultKind.values())
            .collect(
                groupingBy(
                    FaultKind::code,
                    TreeMap::new,
                    mapping(FaultKind::status, toCollection(TreeSet::new))));
    Map<String, Set<Integer>> told =
        CODE.matcher(read(PROJECT.resolve("docs/errors.md")))
            .results()
            .collect(Collectors.toMap(row -> row.group(1), row -> statuses(row.group(2))));
    assertThat(new TreeMap<>(told)).isEqualTo(exist);
  }

  /** The table of what translation refuses and drops is printed as it is. */
  @Test
  void fields_documented_areTheTable() {
    String rows =
        Arrays.stream(Field.values())
            .map(field -> "| `%s` | %s | %s |".formatted(field.label(), loss(field), field.why()))
            .collect(Collectors.joining("\n", "\n", "\n"));
    assertThat(read(PROJECT.resolve("docs/translation.md"))).contains(rows);
  }

  /** {@code -Dgolden.write=true} writes the page anew. */
  @Test
  void providers_documented_sayWhatIsRead() throws IOException {
    Path page = PROJECT.resolve("docs/providers.md");
    if (Boolean.getBoolean("golden.write")) {
      Files.writeString(page, ProvidersPage.print());
    }
    assertThat(read(page)).as("docs/providers.md").isEqualTo(ProvidersPage.print());
  }

  private static String loss(Field field) {
    return field.loss() == Field.Loss.REFUSE ? "refused" : "dropped";
  }

  private static Set<Integer> statuses(String cell) {
    return Pattern.compile(", ")
        .splitAsStream(cell)
        .map(Integer::valueOf)
        .collect(toCollection(TreeSet::new));
  }

  private static Stream<Path> pages() throws IOException {
    return Stream.concat(
        Stream.of(PROJECT.resolve("README.md")), list(PROJECT.resolve("docs"), ".md"));
  }

  private static Stream<Path> list(Path folder, String ending) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList().stream();
    }
  }

  private static String place(Path page, MatchResult block) {
    long line = read(page).substring(0, block.start()).lines().count() + 1;
    return PROJECT.relativize(page) + ":" + line;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
