package io.crossfade.routing.match;

/**
 * A pattern over model ids in which {@code *} stands for any run of characters, the empty one
 * included; everything else stands for itself, upper and lower case apart. Matching takes no more
 * than {@code pattern × text} steps and leaves no garbage.
 */
public record Glob(String pattern) {

  /** Whether a text is a pattern at all, and not just an id. */
  public static boolean isGlob(String text) {
    return text.indexOf('*') >= 0;
  }

  public boolean matches(String text) {
    int inPattern = 0;
    int inText = 0;
    int star = -1;
    int resume = 0;
    while (inText < text.length()) {
      if (inPattern < pattern.length() && pattern.charAt(inPattern) == '*') {
        star = inPattern++;
        resume = inText;
      } else if (inPattern < pattern.length() && pattern.charAt(inPattern) == text.charAt(inText)) {
        inPattern++;
        inText++;
      } else if (star >= 0) {
        // The last star takes one character more; earlier stars never need to.
        inPattern = star + 1;
        inText = ++resume;
      } else {
        return false;
      }
    }
    return onlyStarsFrom(inPattern);
  }

  private boolean onlyStarsFrom(int start) {
    int at = start;
    while (at < pattern.length() && pattern.charAt(at) == '*') {
      at++;
    }
    return at == pattern.length();
  }
}
