package io.crossfade.core.config.yaml;

import io.crossfade.core.catalog.Nearest;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Texts of a given form: names, header names, words of a closed list. */
public final class Words {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  /** A token of RFC 9110, section 5.6.2. */
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,128}");

  private Words() {}

  /** A name that is a metric label and part of a path, and stands only once. */
  public static @Nullable String name(YamlNode node, Map<String, YamlNode> taken) {
    String name = name(node);
    YamlNode first = name == null ? null : taken.putIfAbsent(name, node);
    if (first != null) {
      node.error(
          "'%s' stands twice, first on line %d".formatted(node.shown(), first.place().line()),
          "give it a name of its own");
    }
    return name;
  }

  public static @Nullable String name(YamlNode node) {
    String name = node.text();
    if (name != null && !NAME.matcher(name).matches()) {
      node.error(
          "'%s' is no name".formatted(node.shown()),
          "write up to 64 letters, digits, dots, dashes and underscores");
      return null;
    }
    return name;
  }

  /** A header's name in lower case. */
  public static @Nullable String header(YamlNode node) {
    String name = node.text();
    if (name != null && !isHeader(name)) {
      node.error("'%s' is no header name".formatted(node.shown()), "write it like x-plan");
      return null;
    }
    return name == null ? null : name.toLowerCase(Locale.ROOT);
  }

  public static boolean isHeader(String name) {
    return TOKEN.matcher(name).matches();
  }

  /** One word of a closed list. */
  public static @Nullable String oneOf(YamlNode node, Collection<String> words) {
    String word = node.text();
    if (word == null || words.contains(word)) {
      return word;
    }
    node.error("'%s' is unknown here".formatted(node.shown()), suggest(word, words));
    return null;
  }

  /** What to write for a word that is none of the list. */
  public static String suggest(String word, Collection<String> words) {
    return Nearest.to(word, words)
        .map(near -> "did you mean '" + near + "'?")
        .orElseGet(
            () -> "write " + (words.size() == 1 ? "" : "one of ") + String.join(", ", words));
  }

  /** Texts of a list, empty ones refused, each kept once. */
  public static List<String> texts(List<YamlNode> items) {
    Set<String> seen = new HashSet<>();
    return items.stream().map(Words::filled).flatMap(Stream::ofNullable).filter(seen::add).toList();
  }

  /** A text that is not empty. */
  public static @Nullable String filled(YamlNode node) {
    String text = node.text();
    if (text != null && text.isBlank()) {
      node.error(node.path() + " is empty", "write a value, or remove it");
      return null;
    }
    return text;
  }
}
