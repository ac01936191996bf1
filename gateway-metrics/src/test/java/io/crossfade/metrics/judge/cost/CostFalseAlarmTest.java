package io.crossfade.metrics.judge.cost;

import io.crossfade.metrics.judge.simulation.page.Harmless;
import io.crossfade.metrics.judge.simulation.page.Simulation;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Where both arms cost the same, a rollout must run to its end and nobody be told anything. */
final class CostFalseAlarmTest {
  private static final int[] STEPS = {100, 500, 2_500, 5_000, 9_500};

  static Stream<Arguments> worlds() {
    CostWorld healthy = CostWorld.healthy(20);
    return Stream.of(
        Arguments.of("cost, lognormal", healthy),
        Arguments.of("cost, lognormal, sigma 1.5", healthy.sigma(1.5)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("worlds")
  void run_noRealDifference_isNeitherRolledBackNorTold(String name, CostWorld world) {
    new Harmless(name, 0.002).check(Simulation.seeds(6, 2_000), seed -> mistaken(world, seed));
  }

  private static boolean mistaken(CostWorld world, long seed) {
    CostRollout rollout = new CostRollout(world, seed);
    return rollout.run(STEPS, 200_000).rolledBack() || rollout.raised().anything();
  }
}
