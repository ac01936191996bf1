package io.crossfade.metrics.judge.simulation;

import io.crossfade.metrics.judge.simulation.page.Harmless;
import io.crossfade.metrics.judge.simulation.page.Simulation;
import java.util.SplittableRandom;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Where both arms are equally fast, or nearly, a rollout must run to its end. */
final class SpeedFalseAlarmTest {
  private static final int[] STEPS = {100, 500, 2_500, 5_000, 9_500};

  static Stream<Arguments> worlds() {
    SpeedWorld healthy = SpeedWorld.healthy(20);
    return Stream.of(
        world("lognormal", 6, 2_000, healthy),
        world("lognormal, sigma 1.5", 6, 2_000, healthy.sigma(1.5)),
        world("swinging", 6, 2_000, healthy.swinging()),
        world("latency x 1.3, inside the margin", 4, 500, healthy.troubled(1.3, 1, 1)),
        Arguments.of("500 users, Zipf 1, paces of their own", 4, 250, users(healthy)));
  }

  private static Arguments world(String name, int quick, int full, SpeedWorld world) {
    LongFunction<SpeedRollout> rollout = seed -> new SpeedRollout(world, Crowd.strangers(), seed);
    return Arguments.of(name, quick, full, rollout);
  }

  private static LongFunction<SpeedRollout> users(SpeedWorld world) {
    return seed ->
        new SpeedRollout(world, Crowd.users(500, 0.7, new SplittableRandom(~seed)), seed);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("worlds")
  void run_noRealDifference_isNeverRolledBack(
      String name, int quick, int full, LongFunction<SpeedRollout> rollout) {
    new Harmless(name, 0.002)
        .check(
            Simulation.seeds(quick, full),
            seed -> rollout.apply(seed).run(STEPS, 200_000).rolledBack());
  }
}
