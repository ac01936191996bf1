package io.crossfade.core.fault;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text beside what its JSON escapes stand for, so that what is found in the one can be replaced
 * in the other: a secret is a secret also when its letters are written {@code \\u0073}.
 */
final class JsonEscapes {
  private static final int CODE_UNIT_CHARS = 6;
  private static final int SHORT_CHARS = 2;

  private final String escaped;
  private final StringBuilder plain;

  /** Where each character of the plain text begins in the escaped one, and where that ends. */
  private final int[] starts;

  private JsonEscapes(String escaped) {
    this.escaped = escaped;
    this.plain = new StringBuilder(escaped.length());
    this.starts = new int[escaped.length() + 1];
    read();
  }

  /** Replaces what fits in the text as it is and in what its escapes stand for; no byte else. */
  static String replaceAll(String text, Pattern what, String mask) {
    String literal = what.matcher(text).replaceAll(mask);
    return literal.indexOf('\\') < 0 ? literal : new JsonEscapes(literal).replaced(what, mask);
  }

  private String replaced(Pattern what, String mask) {
    Matcher found = what.matcher(plain);
    StringBuilder out = new StringBuilder(escaped.length());
    int done = 0;
    while (found.find()) {
      out.append(escaped, done, starts[found.start()]).append(mask);
      done = starts[found.end()];
    }
    return done == 0 ? escaped : out.append(escaped, done, escaped.length()).toString();
  }

  private void read() {
    int at = 0;
    while (at < escaped.length()) {
      starts[plain.length()] = at;
      at += escaped.charAt(at) == '\\' ? readEscape(at) : literal(at);
    }
    starts[plain.length()] = at;
  }

  private int literal(int at) {
    plain.append(escaped.charAt(at));
    return 1;
  }

  /** Adds what an escape stands for; what is none stands for itself. Returns its length. */
  private int readEscape(int at) {
    if (at + SHORT_CHARS > escaped.length()) {
      return literal(at);
    }
    char kind = escaped.charAt(at + 1);
    if (kind == 'u') {
      return readCodeUnit(at);
    }
    int simple = "\"\\/bfnrt".indexOf(kind);
    if (simple < 0) {
      return literal(at);
    }
    plain.append("\"\\/\b\f\n\r\t".charAt(simple));
    return SHORT_CHARS;
  }

  private int readCodeUnit(int at) {
    int value = 0;
    for (int digit = at + SHORT_CHARS; digit < at + CODE_UNIT_CHARS; digit++) {
      int hex = digit < escaped.length() ? Character.digit(escaped.charAt(digit), 16) : -1;
      if (hex < 0) {
        return literal(at);
      }
      value = value << 4 | hex;
    }
    plain.append((char) value);
    return CODE_UNIT_CHARS;
  }
}
