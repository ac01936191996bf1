package io.crossfade.core.config;

/**
 * A pattern over names in which {@code *} stands for any run of characters, also an empty one;
 * nothing else is special. Takes no more than {@code pattern × name} steps and allocates nothing.
 *
 * @param pattern as written in the file
 */
public record Glob(String pattern) {

  /** Whether the text needs a glob to be understood, or is a plain name. */
  public static boolean isGlob(String text) {
    return text.indexOf('*') >= 0;
  }

  /** Whether the whole name fits. */
  public boolean matches(String name) {
    return matches(pattern, name);
  }

  /** Whether the whole name fits the pattern. */
  public static boolean matches(String pattern, String name) {
    int p = 0;
    int star = -1;
    int retry = 0;
    for (int n = 0; n < name.length(); ) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        retry = n;
      } else if (p < pattern.length() && pattern.charAt(p) == name.charAt(n)) {
        p++;
        n++;
      } else if (star >= 0) {
        p = star + 1;
        n = ++retry;
      } else {
        return false;
      }
    }
    return restIsStars(pattern, p);
  }

  private static boolean restIsStars(String pattern, int from) {
    for (int p = from; p < pattern.length(); p++) {
      if (pattern.charAt(p) != '*') {
        return false;
      }
    }
    return true;
  }
}
