package io.crossfade.metrics.judge.simulation;

import io.crossfade.metrics.judge.simulation.page.Harmless;
import io.crossfade.metrics.judge.simulation.page.Simulation;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where there is no difference between the arms, a rollout must run to its end. */
final class FalseAlarmTest {
  private static final int[] STEPS = {100, 500, 2_500, 5_000, 9_500};
  private static final long USUAL = 200_000;
  private static final double RARE = 0.002;
  private static final double OF_LONG_ONES = 0.003;

  /**
   * One row.
   *
   * @param quick rollouts in every build, of a quarter of the requests
   * @param full rollouts of all requests
   */
  record Row(String traffic, int quick, int full, Traffic of) {
    @Override
    public String toString() {
      return traffic;
    }
  }

  /** What comes, and how much of it. */
  record Traffic(long requests, double most, Supplier<Rollout.World> world) {}

  static Stream<Row> rows() {
    return Stream.of(
        usual("0.5 % fail in both arms", 30, () -> Worlds.independent(20, 0.005, 0.005)),
        row("1 % in both, 50,000 calls", 40, 50_000, () -> Worlds.independent(20, 0.01, 0.01)),
        usual("3 % in both", 40, () -> Worlds.independent(20, 0.03, 0.03)),
        usual("8 % in both, above the limit", 40, () -> Worlds.independent(20, 0.08, 0.08)),
        usual(
            "shared: 60 s of 60 %, every 20 min", 30, () -> Worlds.sharedOutages(20, 1200, 60, .6)),
        usual(
            "shared: 60 s of 100 %, every 30 min", 30, () -> Worlds.sharedOutages(20, 1800, 60, 1)),
        usual("a lost tick every 10 min on each side", 30, () -> Worlds.blips(20, 600)),
        few("the same at 1,000 calls a second", 5, 2_000_000, () -> Worlds.blips(1_000, 600)),
        usual("0.7 % against 0.5 %", 30, () -> Worlds.independent(20, 0.005, 0.007)),
        rare("1 call a second, 50,000 calls", 4, 50_000, () -> Worlds.independent(1, .005, .005)),
        rare(
            "2 % in both, 0.1 a second, 9,000 calls",
            4, 9_000, () -> Worlds.independent(.1, .02, .02)));
  }

  private static Row usual(String traffic, int quick, Supplier<Rollout.World> world) {
    return row(traffic, quick, USUAL, world);
  }

  private static Row row(String traffic, int quick, long calls, Supplier<Rollout.World> world) {
    return new Row(traffic, quick, 5_000, new Traffic(calls, RARE, world));
  }

  private static Row few(String traffic, int quick, long calls, Supplier<Rollout.World> world) {
    return new Row(traffic, quick, 200, new Traffic(calls, RARE, world));
  }

  private static Row rare(String traffic, int quick, long calls, Supplier<Rollout.World> world) {
    return new Row(traffic, quick, 1_000, new Traffic(calls, OF_LONG_ONES, world));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void run_noRealDifference_isNeverRolledBack(Row row) {
    Traffic of = row.of;
    long requests = Simulation.told() ? of.requests : of.requests / 4;
    new Harmless(row.traffic, of.most)
        .check(
            Simulation.seeds(row.quick, row.full),
            seed -> new Rollout(of.world.get(), seed).run(STEPS, requests).rolledBack());
  }
}
