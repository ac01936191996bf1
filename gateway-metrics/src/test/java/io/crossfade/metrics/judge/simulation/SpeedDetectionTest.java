package io.crossfade.metrics.judge.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.metrics.judge.simulation.page.Simulation;
import io.crossfade.metrics.judge.simulation.page.Troubled;
import java.util.function.LongToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A slow candidate is rolled back within so many of its requests, at the median and at p95. */
final class SpeedDetectionTest {
  private static final int[] FIVE_PERCENT = {500};

  /**
   * One row of the table.
   *
   * @param quick rollouts in every build
   * @param median candidate requests, at most
   * @param p95 candidate requests, at most
   */
  record Row(String trouble, SpeedWorld world, int quick, long median, long p95) {
    @Override
    public String toString() {
      return "%s at %.0f rps: %d / %d requests".formatted(trouble, world.rps(), median, p95);
    }
  }

  static Stream<Row> rows() {
    SpeedWorld ten = SpeedWorld.healthy(10);
    SpeedWorld hundred = SpeedWorld.healthy(100);
    return Stream.of(
        new Row("first token never comes", ten.troubled(1, 50, 1), 100, 14, 20),
        new Row("first token never comes", hundred.troubled(1, 50, 1), 100, 14, 20),
        new Row("latency x 4", ten.troubled(4, 1, 1), 60, 40, 75),
        new Row("latency x 4", hundred.troubled(4, 1, 1), 60, 40, 75),
        new Row("latency x 2", ten.troubled(2, 1, 1), 20, 470, 900),
        new Row("latency x 2", hundred.troubled(2, 1, 1), 20, 470, 900),
        new Row("latency x 2, sigma 1.2", hundred.sigma(1.2).troubled(2, 1, 1), 20, 1_100, 2_200),
        new Row("latency x 2, swinging", hundred.swinging().troubled(2, 1, 1), 20, 470, 900),
        new Row("3 % of calls x 8", hundred.troubled(8, 1, 0.03), 5, 8_500, 17_000),
        new Row("ttft x 2", ten.troubled(1, 2, 1), 40, 190, 350),
        new Row("ttft x 2", hundred.troubled(1, 2, 1), 40, 190, 350));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void run_candidateIsSlow_isRolledBackWithinRequests(Row row) {
    found(
        row,
        seed ->
            new SpeedRollout(row.world, Crowd.strangers(), seed)
                .run(FIVE_PERCENT, 2_000_000)
                .candidateUnits());
  }

  static Stream<Row> slower() {
    SpeedWorld inTheMargin = SpeedWorld.healthy(100).troubled(1.3, 1, 1);
    return Stream.of(new Row("alert: latency x 1.3", inTheMargin, 20, 1_600, 3_400));
  }

  @ParameterizedTest
  @MethodSource("slower")
  void run_candidateIsSlowerInsideTheMargin_isToldAndNotRolledBack(Row row) {
    found(
        row,
        seed -> {
          SpeedRollout rollout = new SpeedRollout(row.world, Crowd.strangers(), seed);
          boolean rolledBack = rollout.run(FIVE_PERCENT, 80_000).rolledBack();
          assertThat(rolledBack).as(row.toString()).isFalse();
          return rollout.raised().after("latency_p99");
        });
  }

  private static void found(Row row, LongToDoubleFunction requests) {
    String trouble = "%s, %.0f calls a second".formatted(row.trouble, row.world.rps());
    new Troubled(trouble, row.median, row.p95).check(Simulation.seeds(row.quick, 500), requests);
  }
}
