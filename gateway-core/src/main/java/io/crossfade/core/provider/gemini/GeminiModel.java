package io.crossfade.core.provider.gemini;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a model's name tells of it.
 *
 * @param name as the file or the caller gives it
 * @param thinks how the model can be told to think
 */
record GeminiModel(String name, Thinks thinks) {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._@-]+(/[A-Za-z0-9._@-]+)*");
  private static final Pattern GENERATION =
      Pattern.compile("gemini-(?:(\\d+)(?:\\.(\\d+))?-|.*-latest$)");

  /** How a model can be told to think. */
  enum Thinks {
    NOT,
    /** By a limit on tokens. */
    BY_BUDGET,
    /** By a word; such models want their seals back with the calls they made. */
    BY_LEVEL
  }

  static GeminiModel of(String name) {
    Matcher found = GENERATION.matcher(name);
    return new GeminiModel(name, found.find() ? thinks(found) : Thinks.NOT);
  }

  private static Thinks thinks(Matcher found) {
    if (found.group(1) == null || found.group(1).length() > 1 || found.group(1).charAt(0) > '2') {
      return Thinks.BY_LEVEL;
    }
    return found.group().startsWith("gemini-2.5") ? Thinks.BY_BUDGET : Thinks.NOT;
  }

  /** Whether it is one of the large models, which cannot be kept from thinking altogether. */
  boolean isLarge() {
    return name.contains("-pro");
  }

  /**
   * The path of the model; a name with a slash, as tuned models have, is one already.
   *
   * @param folder of models that have a bare name; ends with a slash
   */
  String path(String folder) {
    if (!PLAIN.matcher(name).matches() || name.contains("..")) {
      return folder + URLEncoder.encode(name, UTF_8).replace("+", "%20");
    }
    return name.indexOf('/') < 0 ? folder + name : name;
  }
}
