package io.crossfade.metrics.judge.cost;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.metrics.judge.simulation.page.Simulation;
import io.crossfade.metrics.judge.simulation.page.Troubled;
import java.util.function.LongToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A dear candidate is found within so many of its requests, at the median and at p95. */
final class CostDetectionTest {
  private static final int[] FIVE_PERCENT = {500};

  /**
   * One row of the table.
   *
   * @param quick rollouts in every build
   * @param median candidate requests, at most
   * @param p95 candidate requests, at most
   */
  record Row(String trouble, CostWorld world, int quick, long median, long p95) {
    @Override
    public String toString() {
      return "%s at %.0f rps: %d / %d requests".formatted(trouble, world.rps(), median, p95);
    }
  }

  static Stream<Row> dear() {
    CostWorld hundred = CostWorld.healthy(100);
    return Stream.of(
        new Row("cost x 3", hundred.dearer(3, 1), 60, 160, 270),
        new Row("5 % of calls x 100", hundred.dearer(100, 0.05), 40, 350, 700),
        new Row("1 % of calls x 400", hundred.dearer(400, 0.01), 60, 6_500, 10_500));
  }

  static Stream<Row> dearer() {
    return Stream.of(
        new Row("alert: cost x 1.3", CostWorld.healthy(10).dearer(1.3, 1), 10, 1_100, 2_500),
        new Row("alert: cost x 1.3", CostWorld.healthy(100).dearer(1.3, 1), 20, 1_100, 2_500));
  }

  @ParameterizedTest
  @MethodSource("dear")
  void run_candidateIsDear_isRolledBackWithinRequests(Row row) {
    found(
        row,
        seed -> new CostRollout(row.world, seed).run(FIVE_PERCENT, 2_000_000).candidateUnits());
  }

  @ParameterizedTest
  @MethodSource("dearer")
  void run_candidateIsDearerInsideTheMargin_isToldAndNotRolledBack(Row row) {
    found(
        row,
        seed -> {
          CostRollout rollout = new CostRollout(row.world, seed);
          boolean rolledBack = rollout.run(FIVE_PERCENT, 80_000).rolledBack();
          assertThat(rolledBack).as(row.toString()).isFalse();
          return rollout.raised().after("cost_per_token");
        });
  }

  private static void found(Row row, LongToDoubleFunction requests) {
    String trouble = "%s, %.0f calls a second".formatted(row.trouble, row.world.rps());
    new Troubled(trouble, row.median, row.p95).check(Simulation.seeds(row.quick, 500), requests);
  }
}
