package io.crossfade.core.config.yaml;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Turns text into nodes within fixed bounds: size, depth, aliases, and the number of nodes once
 * every alias is written out. No object is ever made from a tag.
 */
public final class YamlText {
  static final int MAX_CHARS = 1 << 20;
  private static final int MAX_DEPTH = 24;
  private static final int MAX_ALIASES = 100;

  private YamlText() {}

  /**
   * Reads one document.
   *
   * @param environment what {@code ${NAME}} may stand for
   * @return its root, or null when the text is no YAML we take, with the reason among the problems
   */
  public static @Nullable YamlNode read(
      String text, Map<String, String> environment, Problems problems) {
    return read(text, environment, problems, "");
  }

  /**
   * Reads one document that is a part of something larger.
   *
   * @param path how problems name it
   */
  public static @Nullable YamlNode read(
      String text, Map<String, String> environment, Problems problems, String path) {
    if (text.length() > MAX_CHARS) {
      problems.error(
          Place.START,
          "the file has more than %,d characters".formatted(MAX_CHARS),
          "check that this is the right file");
      return null;
    }
    String body = text.startsWith("\uFEFF") ? text.substring(1) : text;
    Node root = compose(body, problems);
    if (root == null || !NodeBounds.hold(root, problems)) {
      return null;
    }
    return new YamlNode(root, path, new YamlSource(body, environment, problems));
  }

  private static @Nullable Node compose(String text, Problems problems) {
    try {
      Node root = composer(text).getSingleNode();
      if (root == null) {
        problems.error(
            Place.START, "the file is empty", "declare at least one provider under providers:");
      }
      return root;
    } catch (ReaderException e) {
      problems.error(
          placeOf(e.getPosition(), text),
          "the character U+%04X is not allowed in YAML".formatted(e.getCodePoint()),
          "remove it, or write it as an escape in double quotes");
    } catch (MarkedYAMLException e) {
      problems.error(placeOf(e), reason(e), "check indentation, quotes and brackets here");
    } catch (YAMLException e) {
      problems.error(
          Place.START,
          "the file nests too deeply or repeats too many aliases",
          "write it flatter: the configuration needs few levels and few aliases");
    }
    return null;
  }

  private static Composer composer(String text) {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(MAX_CHARS);
    options.setNestingDepthLimit(MAX_DEPTH);
    options.setMaxAliasesForCollections(MAX_ALIASES);
    options.setAllowRecursiveKeys(false);
    return new Composer(
        new ParserImpl(new StreamReader(text), options), new TextResolver(), options);
  }

  private static Place placeOf(MarkedYAMLException e) {
    return e.getProblemMark() == null ? Place.START : Place.of(e.getProblemMark());
  }

  private static Place placeOf(int position, String text) {
    int end = Math.clamp(position, 0, text.codePointCount(0, text.length()));
    String before = text.substring(0, text.offsetByCodePoints(0, end));
    String line = before.substring(before.lastIndexOf('\n') + 1);
    int lines = (int) before.chars().filter(c -> c == '\n').count();
    return new Place(lines + 1, line.codePointCount(0, line.length()) + 1);
  }

  /** Only the parser's own words: names of anchors and tags could be a misplaced secret. */
  private static String reason(MarkedYAMLException e) {
    String problem = e.getProblem() == null ? "" : e.getProblem();
    if (problem.contains("alias") || problem.contains("anchor")) {
      return "this is no valid YAML: an alias or anchor is unknown, or stands twice";
    }
    if (problem.contains("tag")) {
      return "this is no valid YAML: a tag is unknown or misplaced";
    }
    return "this is no valid YAML: " + problem.lines().findFirst().orElse("it cannot be parsed");
  }

  /** Leaves every scalar a text: what it means is decided where it is read. */
  private static final class TextResolver extends Resolver {
    @Override
    protected void addImplicitResolvers() {
      // YAML 1.1 would read `on` as true, `010` as 8 and `1:30` as 90.
    }
  }
}
