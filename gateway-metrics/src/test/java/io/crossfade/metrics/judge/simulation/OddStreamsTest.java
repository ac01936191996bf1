package io.crossfade.metrics.judge.simulation;

import io.crossfade.metrics.judge.simulation.page.Findings;
import io.crossfade.metrics.judge.simulation.page.Harmless;
import io.crossfade.metrics.judge.simulation.page.Simulation;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The promise is about any stream, so it is held to streams that were chosen to break it. */
final class OddStreamsTest {
  private static final List<Integer> STEPS = List.of(100, 500, 2_500, 5_000, 9_500);
  private static final List<Integer> NEARLY_ALL = List.of(9_900);
  private static final List<Integer> ALL = List.of(10_000);

  /**
   * One row.
   *
   * @param most share of the rollouts that may go back
   */
  record Row(String traffic, OddWorld world, List<Integer> splits, long requests, double most) {
    @Override
    public String toString() {
      return traffic;
    }
  }

  static Stream<Row> rows() {
    OddWorld twenty = OddWorld.steady(20, 0.005);
    double hours = 10_000 * 4.0;
    return Stream.of(
        row("days and nights, failures with the load", OddWorld.days(40)),
        row("calls in bursts only, 4 % fail", OddWorld.bursts(400, 0.04)),
        row("another mix of models every hour", OddWorld.mixes(20)),
        row("both arms worse and worse, to 12.5 %", OddWorld.worseAndWorse(20, hours)),
        row("callers try a failed call four times more", twenty.echoed(5)),
        row("the same with outages of 60 %", twenty.echoed(5).outages(0.6)),
        row("the same at 2 %", OddWorld.steady(20, 0.02).echoed(5)),
        row("the control's outcomes in batches of 10 s", twenty.controlEvery(40).outages(0.6)),
        new Row("1 call a minute, 2 % fail", OddWorld.steady(1 / 60.0, .02), STEPS, 3_000, .002),
        new Row("99 % on the candidate, 2 %", OddWorld.steady(20, .02), NEARLY_ALL, 200_000, .002),
        new Row("all on the candidate, 2 %", OddWorld.steady(20, .02), ALL, 200_000, .002));
  }

  private static Row row(String traffic, OddWorld world) {
    return new Row(traffic, world, STEPS, 200_000, 0.01);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void run_candidateIsAsGood_isNotRolledBack(Row row) {
    int[] splits = row.splits.stream().mapToInt(Integer::intValue).toArray();
    long requests = Simulation.told() ? row.requests : row.requests / 4;
    new Harmless(Findings.ODD, row.traffic, row.most)
        .check(
            Simulation.seeds(10, 1_000),
            seed -> new Rollout(row.world, seed).run(splits, requests).rolledBack());
  }
}
