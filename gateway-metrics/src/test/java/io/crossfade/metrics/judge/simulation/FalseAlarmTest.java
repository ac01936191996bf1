package io.crossfade.metrics.judge.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Where there is no difference between the arms, a rollout must run to its end. */
final class FalseAlarmTest {
  private static final int[] STEPS = {100, 500, 2_500, 5_000, 9_500};

  static Stream<Arguments> worlds() {
    return Stream.of(
        world("0.5 % in both arms", 40, 100_000, () -> Worlds.independent(20, 0.005, 0.005)),
        world("1 % in both arms", 100, 50_000, () -> Worlds.independent(20, 0.01, 0.01)),
        world("3 % in both arms", 100, 50_000, () -> Worlds.independent(20, 0.03, 0.03)),
        world("8 % in both arms", 100, 50_000, () -> Worlds.independent(20, 0.08, 0.08)),
        world(
            "60 s at 60 % every 20 min",
            40, 100_000, () -> Worlds.sharedOutages(20, 1200, 60, 0.6)),
        world(
            "60 s at 100 % every 30 min", 40, 100_000, () -> Worlds.sharedOutages(20, 1800, 60, 1)),
        world("blips at 20 rps", 40, 100_000, () -> Worlds.blips(20, 600)),
        world("blips at 1,000 rps", 10, 1_000_000, () -> Worlds.blips(1_000, 600)),
        world("0.7 % against 0.5 %", 40, 100_000, () -> Worlds.independent(20, 0.005, 0.007)),
        world("2 % at 0.1 rps", 6, 9_000, () -> Worlds.independent(0.1, 0.02, 0.02)));
  }

  private static Arguments world(
      String name, int rollouts, long requests, Supplier<Rollout.World> world) {
    return Arguments.of(name, rollouts, requests, world);
  }

  @ParameterizedTest(name = "{0}, {1} rollouts of {2}")
  @MethodSource("worlds")
  void run_noRealDifference_isNeverRolledBack(
      String name, int rollouts, long requests, Supplier<Rollout.World> world) {
    List<Long> rolledBack =
        LongStream.range(0, rollouts)
            .filter(seed -> new Rollout(world.get(), seed).run(STEPS, requests).rolledBack())
            .boxed()
            .toList();
    assertThat(rolledBack).as("seeds rolled back with %s", name).isEmpty();
  }
}
