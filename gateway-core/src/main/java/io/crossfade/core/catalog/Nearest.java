package io.crossfade.core.catalog;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds what somebody probably meant, by edit distance (Wagner–Fischer, two rows). Bounded: longer
 * words than {@link #MAX_LENGTH} are cut, and words too unlike in length are not compared.
 */
public final class Nearest {
  private static final int MAX_LENGTH = 64;
  private static final int MAX_EDITS = 6;

  private Nearest() {}

  /**
   * Returns the candidates most like the word, nearest first, ties in alphabetical order.
   *
   * @param max most to return; candidates that differ in more than a third of the word, or in more
   *     than six letters, are left out
   */
  public static List<String> of(String word, Collection<String> candidates, int max) {
    String cut = cut(word);
    int limit = Math.min(MAX_EDITS, 1 + cut.length() / 3);
    return candidates.stream()
        .map(candidate -> new Scored(candidate, distance(cut, cut(candidate), limit)))
        .filter(scored -> scored.distance <= limit)
        .sorted(Comparator.comparingInt(Scored::distance).thenComparing(Scored::word))
        .limit(max)
        .map(Scored::word)
        .toList();
  }

  /** The one candidate most like the word, if any is like it at all. */
  public static Optional<String> to(String word, Collection<String> candidates) {
    return of(word, candidates, 1).stream().findFirst();
  }

  private static String cut(String word) {
    String head = word.length() <= MAX_LENGTH ? word : word.substring(0, MAX_LENGTH);
    return head.toLowerCase(Locale.ROOT);
  }

  /** Edits from a to b, or anything above the limit once it is sure to be above. */
  private static int distance(String a, String b, int limit) {
    if (Math.abs(a.length() - b.length()) > limit) {
      return limit + 1;
    }
    int[] above = new int[b.length() + 1];
    int[] row = new int[b.length() + 1];
    Arrays.setAll(above, column -> column);
    for (int i = 1; i <= a.length(); i++) {
      if (fill(row, above, i, a.charAt(i - 1), b) > limit) {
        return limit + 1;
      }
      int[] spent = above;
      above = row;
      row = spent;
    }
    return above[b.length()];
  }

  /** Fills one row and returns its least number, below which no later row falls. */
  private static int fill(int[] row, int[] above, int first, char letter, String b) {
    row[0] = first;
    int least = first;
    for (int j = 1; j < row.length; j++) {
      int replaced = above[j - 1] + (letter == b.charAt(j - 1) ? 0 : 1);
      row[j] = Math.min(replaced, 1 + Math.min(above[j], row[j - 1]));
      least = Math.min(least, row[j]);
    }
    return least;
  }

  private record Scored(String word, int distance) {}
}
