package io.crossfade.routing;

import static io.crossfade.routing.FakeRequest.chat;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.Arm;
import io.crossfade.core.Route;
import io.crossfade.core.config.ProviderType;
import io.crossfade.core.fault.Result;
import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is on the candidate, over many callers and several splits. */
final class SplitTest {
  private static final int CALLERS = 100_000;
  private static final long SEED = 42;

  @Test
  void split_growingAndShrinking_onlyEverMovesOneWay() {
    BitSet before = candidates("m", 0);
    assertThat(before.cardinality()).isZero();
    for (int split : new int[] {1, 100, 500, 2_500, 5_000, 9_999, 10_000}) {
      BitSet after = candidates("m", split);
      BitSet movedBack = (BitSet) before.clone();
      movedBack.andNot(after);
      assertThat(movedBack.cardinality()).as("moved back at %d", split).isZero();
      before = after;
    }
    assertThat(before.cardinality()).isEqualTo(CALLERS);
  }

  @Test
  void split_compiledAgain_placesEverybodyTheSame() {
    assertThat(candidates("m", 2_500)).isEqualTo(candidates("m", 2_500));
  }

  @Test
  void split_twoMigrations_areIndependent() {
    BitSet both = candidates("m", 2_500);
    both.and(candidates("n", 2_500));
    double expected = CALLERS * 0.0625;
    assertThat((double) both.cardinality())
        .isBetween(expected - 4 * deviation(0.0625), expected + 4 * deviation(0.0625));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100, 500, 2_500, 5_000, 9_500})
  void split_randomCallers_keepsTheShareAsChanceWould(int split) {
    double share = split / 10_000.0;
    RoutingSnapshot snapshot = snapshot("m", split);
    Random random = new Random(SEED);
    int hits = 0;
    for (int caller = 0; caller < CALLERS; caller++) {
      hits += isCandidate(snapshot, Long.toHexString(random.nextLong())) ? 1 : 0;
    }
    assertThat((double) hits)
        .as("seed %d", SEED)
        .isBetween(
            CALLERS * share - 4.5 * deviation(share), CALLERS * share + 4.5 * deviation(share));
  }

  private static double deviation(double share) {
    return Math.sqrt(CALLERS * share * (1 - share));
  }

  private static BitSet candidates(String name, int split) {
    RoutingSnapshot snapshot = snapshot(name, split);
    BitSet callers = new BitSet();
    for (int caller = 0; caller < CALLERS; caller++) {
      callers.set(caller, isCandidate(snapshot, "req-" + caller));
    }
    return callers;
  }

  private static boolean isCandidate(RoutingSnapshot snapshot, String id) {
    return snapshot.route(chat("gpt-4o", id)) instanceof Result.Ok<Route>(Route route)
        && route.arm() == Arm.CANDIDATE;
  }

  private static RoutingSnapshot snapshot(String name, int split) {
    return new Setup()
        .provider("old", ProviderType.OPENAI)
        .provider("new", ProviderType.TOGETHER)
        .migration(name, "old/gpt-4o", "new/llama", split)
        .compile();
  }
}
