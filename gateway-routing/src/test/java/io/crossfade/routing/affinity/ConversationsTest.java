package io.crossfade.routing.affinity;

import static io.crossfade.core.Arm.CANDIDATE;
import static io.crossfade.core.Arm.CONTROL;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class ConversationsTest {
  private static final long DAY = 86_400;
  private static final long SEED = 3;

  private final Conversations conversations = Conversations.kept();

  @Test
  void arm_splitMoves_staysWhereItBegan() {
    assertThat(conversations.arm(42, CONTROL, 0, DAY)).isEqualTo(CONTROL);
    assertThat(conversations.arm(42, CANDIDATE, DAY, DAY)).isEqualTo(CONTROL);
    assertThat(conversations.arm(43, CANDIDATE, 0, DAY)).isEqualTo(CANDIDATE);
    assertThat(conversations.arm(43, CONTROL, 1, DAY)).isEqualTo(CANDIDATE);
  }

  @Test
  void arm_tooOld_beginsAnewByItsBucket() {
    conversations.arm(42, CONTROL, 0, DAY);
    assertThat(conversations.arm(42, CANDIDATE, DAY + 1, DAY)).isEqualTo(CANDIDATE);
    assertThat(conversations.arm(42, CONTROL, DAY + 2, DAY)).isEqualTo(CANDIDATE);
  }

  @Test
  void arm_itsArmIsDown_yields() {
    conversations.arm(42, CONTROL, 0, DAY);
    conversations.down(true, false);
    assertThat(conversations.arm(42, CANDIDATE, 1, DAY)).isEqualTo(CANDIDATE);
    conversations.down(false, false);
    assertThat(conversations.arm(42, CONTROL, 2, DAY)).as("moves once").isEqualTo(CANDIDATE);
  }

  @Test
  void arm_fullTable_forgetsTheOldest() {
    long sameSet = 1L << 14;
    for (int key = 0; key < 5; key++) {
      conversations.arm(7 + key * sameSet, CONTROL, key, DAY);
    }
    assertThat(conversations.arm(7 + 4 * sameSet, CANDIDATE, 10, DAY)).isEqualTo(CONTROL);
    assertThat(conversations.arm(7, CANDIDATE, 10, DAY)).as("the first").isEqualTo(CANDIDATE);
  }

  @Test
  void arm_tenThousandConversations_areNearlyAllKept() {
    SplittableRandom random = new SplittableRandom(SEED);
    long[] keys = random.longs(10_000).toArray();
    for (long key : keys) {
      conversations.arm(key, CONTROL, 0, DAY);
    }
    long moved = 0;
    for (long key : keys) {
      moved += conversations.arm(key, CANDIDATE, 1, DAY) == CANDIDATE ? 1 : 0;
    }
    assertThat(moved).as("seed %d", SEED).isLessThan(100);
  }
}
