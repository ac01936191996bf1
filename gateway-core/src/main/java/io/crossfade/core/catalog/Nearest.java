package io.crossfade.core.catalog;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds what somebody probably meant, by edit distance with swaps of neighbours counted as one edit
 * (optimal string alignment, three rows). Bounded: long words are cut, and a comparison ends as
 * soon as the words are too unlike.
 */
public final class Nearest {
  private static final int MAX_LENGTH = 64;
  private static final int MAX_EDITS = 6;
  private static final Comparator<Scored> NEAREST_FIRST =
      Comparator.comparingInt(Scored::distance)
          .thenComparing(Scored::shared, Comparator.reverseOrder())
          .thenComparing(Scored::word);

  private Nearest() {}

  /**
   * Returns the candidates most like the word, nearest first; of two as near the one with the
   * longer common beginning, else in alphabetical order.
   *
   * @param max most to return; candidates that differ in more than a third of the word, or in more
   *     than six letters, are left out
   */
  public static List<String> of(String word, Collection<String> candidates, int max) {
    String cut = cut(word);
    int limit = Math.min(MAX_EDITS, 1 + cut.length() / 3);
    return candidates.stream()
        .map(candidate -> scored(cut, candidate, limit))
        .filter(scored -> scored.distance <= limit)
        .sorted(NEAREST_FIRST)
        .limit(max)
        .map(Scored::word)
        .toList();
  }

  /** The one candidate most like the word, if any is like it at all. */
  public static Optional<String> to(String word, Collection<String> candidates) {
    return of(word, candidates, 1).stream().findFirst();
  }

  private static Scored scored(String word, String candidate, int limit) {
    String other = cut(candidate);
    return new Scored(candidate, distance(word, other, limit), shared(word, other));
  }

  /** Letters both begin with: who mistypes a word seldom mistypes its beginning. */
  private static int shared(String a, String b) {
    int first = Arrays.mismatch(a.toCharArray(), b.toCharArray());
    return first < 0 ? a.length() : first;
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
    int[][] rows = new int[3][b.length() + 1];
    Arrays.setAll(rows[0], column -> column);
    int leastAbove = 0;
    for (int i = 1; i <= a.length(); i++) {
      int least = fill(rows, i, a, b);
      if (Math.min(least, leastAbove) > limit) {
        return limit + 1;
      }
      leastAbove = least;
    }
    return rows[a.length() % 3][b.length()];
  }

  /** Fills row i and returns its least number; no later row falls below the least of two rows. */
  private static int fill(int[][] rows, int i, String a, String b) {
    int[] row = rows[i % 3];
    int[] above = rows[(i + 2) % 3];
    row[0] = i;
    int least = i;
    for (int j = 1; j < row.length; j++) {
      int replaced = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
      row[j] = Math.min(replaced, 1 + Math.min(above[j], row[j - 1]));
      if (areSwapped(a, i, b, j)) {
        row[j] = Math.min(row[j], 1 + rows[(i + 1) % 3][j - 2]);
      }
      least = Math.min(least, row[j]);
    }
    return least;
  }

  private static boolean areSwapped(String a, int i, String b, int j) {
    return i > 1
        && j > 1
        && a.charAt(i - 1) == b.charAt(j - 2)
        && a.charAt(i - 2) == b.charAt(j - 1);
  }

  private record Scored(String word, int distance, int shared) {}
}
