package io.crossfade.core.wire;

import java.util.BitSet;

/** Which choices of an answer have begun, and which have their finish reason. */
final class Choices {
  /** No provider gives more answers to one call; a larger index is not worth memory. */
  private static final int MAX_INDEX = 4_096;

  private final int expected;
  private final BitSet open = new BitSet();
  private final BitSet finished = new BitSet();

  Choices(int expected) {
    this.expected = expected;
  }

  void seen(int index) {
    if (index >= 0 && index < MAX_INDEX && !finished.get(index)) {
      open.set(index);
    }
  }

  void finished(int index) {
    if (index >= 0 && index < MAX_INDEX) {
      open.clear(index);
      finished.set(index);
    }
  }

  /**
   * Whether every choice that began is finished, and as many as were asked for.
   *
   * @param nothingMore whether the provider says so itself, so that fewer choices will do
   */
  boolean complete(boolean nothingMore) {
    int count = finished.cardinality();
    return open.isEmpty() && (count >= expected || (nothingMore && count > 0));
  }
}
