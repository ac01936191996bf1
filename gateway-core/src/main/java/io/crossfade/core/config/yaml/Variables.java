package io.crossfade.core.config.yaml;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** A text in which {@code ${NAME}} stands for a variable of the environment. */
public final class Variables {
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Pattern USE = Pattern.compile("\\$\\{([^}]*)}?");

  private final YamlSource source;
  private final ScalarNode scalar;

  Variables(YamlSource source, ScalarNode scalar) {
    this.source = source;
    this.scalar = scalar;
  }

  /** The text as it stands in the file. */
  public String raw() {
    return scalar.getValue();
  }

  /** Names of the variables it uses, in order. */
  public List<String> names() {
    return names(raw());
  }

  /** Names of the variables a text uses, in order. */
  public static List<String> names(String text) {
    return USE.matcher(text).results().map(use -> use.group(1)).toList();
  }

  /** A part of the text with its variables filled in; those that are missing become empty. */
  public String filled(String part) {
    return USE.matcher(part).replaceAll(use -> Matcher.quoteReplacement(value(use)));
  }

  /** The text with every variable filled in, or null with a problem for each that is missing. */
  public @Nullable String fill() {
    if (!raw().contains("${")) {
      return raw();
    }
    long wrong = USE.matcher(raw()).results().filter(use -> !exists(use)).count();
    return wrong > 0 ? null : filled(raw());
  }

  private String value(MatchResult use) {
    return source.environment().getOrDefault(use.group(1), "");
  }

  private boolean exists(MatchResult use) {
    String name = use.group(1);
    Place place = source.find(use.group(), Place.of(scalar));
    if (!use.group().endsWith("}") || !NAME.matcher(name).matches()) {
      source.problems().error(place, "a variable has no valid name", "write it like ${OPENAI_KEY}");
      return false;
    }
    if (!source.environment().containsKey(name)) {
      source
          .problems()
          .error(
              place, "the environment has no variable " + name, "set " + name + " and start again");
      return false;
    }
    return true;
  }
}
