package io.crossfade.server.relay;

import io.crossfade.core.chat.ChatEvent;
import io.crossfade.core.json.BodyFacts;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** Knows when a translated answer is whole: every choice that began has its finish reason. */
final class StreamEnd {
  private static final int MAX_CHOICES = 4_096;

  private final int expected;
  private final BitSet begun = new BitSet();
  private final BitSet finished = new BitSet();
  private boolean nothingMore;

  StreamEnd(@Nullable BodyFacts facts) {
    this.expected = facts == null ? 1 : facts.choices();
  }

  void note(ChatEvent event) {
    switch (event) {
      case ChatEvent.Opened opened -> set(begun, opened.choice());
      case ChatEvent.Finished done -> set(finished, done.choice());
      default -> {}
    }
  }

  /** The provider says himself that nothing more comes, so that fewer choices will do. */
  void nothingMore() {
    nothingMore = true;
  }

  boolean whole() {
    BitSet open = (BitSet) begun.clone();
    open.andNot(finished);
    int count = finished.cardinality();
    return open.isEmpty() && (count >= expected || (nothingMore && count > 0));
  }

  private static void set(BitSet choices, int choice) {
    if (choice >= 0 && choice < MAX_CHOICES) {
      choices.set(choice);
    }
  }
}
