package io.crossfade.core.config.yaml;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * One value of the file, read as the type its place asks for. Every getter answers null, after
 * adding to the problems, when the value is not of that type; so readers go on and find the rest.
 * Messages quote what stands in the file, never what a variable held.
 */
public final class YamlNode {
  private static final String DURATION = "write it like 90s, 15m, 1h, 7d or 1h30m";
  private static final String TIME = "write it with its zone, like 2027-01-15T02:00:00Z";

  private final Node node;
  private final String path;
  private final YamlSource source;

  YamlNode(Node node, String path, YamlSource source) {
    this.node = node;
    this.path = path;
    this.source = source;
  }

  /** Where the value begins. */
  public Place place() {
    return Place.of(node);
  }

  /** How to find it, such as {@code providers.next.timeouts}; empty for the whole file. */
  public String path() {
    return path;
  }

  /** Adds a reason not to use the file, at this value. */
  public void error(String message, String fix) {
    source.problems().error(place(), message, fix);
  }

  /** Adds a warning at this value. */
  public void warning(String message, String fix) {
    source.problems().warning(place(), message, fix);
  }

  /** The text as it stands in the file, short enough for a message; only for plain values. */
  public String shown() {
    return node instanceof ScalarNode scalar ? shown(scalar.getValue()) : "…";
  }

  static String shown(String text) {
    String line = text.lines().findFirst().orElse("");
    return line.length() <= 64 ? line : line.substring(0, 64) + "…";
  }

  /** Whether the value is a single word or text, not a list or a mapping. */
  public boolean isText() {
    return node instanceof ScalarNode;
  }

  /** The text with its variables filled in; may be empty when written as {@code ""}. */
  public @Nullable String text() {
    Variables variables = variables();
    return variables == null ? null : variables.fill();
  }

  /** The text as it stands, and the variables it names, for values that may be secrets. */
  public @Nullable Variables variables() {
    return variables("a text", "write one text, or remove the key");
  }

  private @Nullable Variables variables(String expected, String fix) {
    if (node instanceof ScalarNode scalar && !isEmpty(scalar)) {
      return new Variables(source, scalar);
    }
    wrong(expected, fix);
    return null;
  }

  /** The text, for a type that is written as one; null once the reason is among the problems. */
  private @Nullable String text(String expected, String fix) {
    Variables variables = variables(expected, fix);
    return variables == null ? null : variables.fill();
  }

  /** The same for types that would be texts in quotes. */
  private @Nullable String word(String expected, String fix) {
    if (node instanceof ScalarNode scalar && scalar.getScalarStyle() != ScalarStyle.PLAIN) {
      wrong(expected, fix);
      return null;
    }
    return text(expected, fix);
  }

  /** {@code true} or {@code false}, without quotes. */
  public @Nullable Boolean flag() {
    String expected = "true or false";
    String fix = "write true or false, without quotes";
    String word = word(expected, fix);
    if (word == null) {
      return null;
    }
    if (word.equals("true") || word.equals("false")) {
      return word.equals("true");
    }
    wrong(expected, fix);
    return null;
  }

  /** A whole number in a range, both ends included. */
  public @Nullable Integer whole(int least, int most) {
    String expected = "a whole number from %d to %d".formatted(least, most);
    String fix = "write it in decimal digits, without quotes";
    String word = word(expected, fix);
    if (word == null) {
      return null;
    }
    int number = word.matches("0|[1-9][0-9]{0,8}") ? Integer.parseInt(word) : -1;
    if (number >= least && number <= most) {
      return number;
    }
    wrong(expected, fix);
    return null;
  }

  /** A duration in milliseconds, at least that many. */
  public @Nullable Long millis(long least) {
    String text = text("a duration", DURATION);
    return text == null ? null : millis(text, least);
  }

  /** The same for a part of the text. */
  public @Nullable Long millis(String part, long least) {
    Long millis = DurationText.millis(part);
    if (millis != null && millis >= least) {
      return millis;
    }
    wrong(millis == null ? "a duration" : "long enough", DURATION);
    return null;
  }

  /** A percentage in hundredths of a percent, 0 to 10,000. */
  public @Nullable Integer buckets() {
    String text = text("a percentage", "write it like 5% or 0.05");
    return text == null ? null : buckets(text);
  }

  /** The same for a part of the text. */
  public @Nullable Integer buckets(String part) {
    return switch (Percentages.read(part)) {
      case Percentages.Buckets(int buckets) -> buckets;
      case Percentages.Wrong(String what, String fix) -> {
        wrong(what, fix);
        yield null;
      }
    };
  }

  /** A moment, written with its zone. */
  public @Nullable Instant instant() {
    String text = text("a time", TIME);
    if (text == null) {
      return null;
    }
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      wrong("a time", TIME);
      return null;
    }
  }

  /** The items of a list. */
  public @Nullable List<YamlNode> items() {
    if (node instanceof SequenceNode list) {
      List<Node> items = list.getValue();
      return IntStream.range(0, items.size())
          .mapToObj(i -> new YamlNode(items.get(i), path + "[" + i + "]", source))
          .toList();
    }
    wrong("a list", "write [a, b], or one `- item` a line");
    return null;
  }

  /** A mapping whose keys are fixed; unknown ones are errors. */
  public @Nullable YamlMap map(Keys keys) {
    List<YamlEntry> entries = entries();
    return entries == null ? null : YamlMap.of(entries, this, keys);
  }

  /** A mapping whose keys are names the operator chose, in file order. */
  public @Nullable List<YamlEntry> entries() {
    if (node instanceof MappingNode map) {
      return new YamlEntries(map, path, source).all();
    }
    wrong("a mapping", "write `key: value` lines below it");
    return null;
  }

  private static boolean isEmpty(ScalarNode scalar) {
    return scalar.getScalarStyle() == ScalarStyle.PLAIN
        && List.of("", "~", "null").contains(scalar.getValue());
  }

  private void wrong(String expected, String fix) {
    boolean nothing = node instanceof ScalarNode scalar && isEmpty(scalar);
    String what = path.isEmpty() ? "the file" : path;
    error(nothing ? what + " has no value" : what + " is not " + expected, fix);
  }
}
