package io.crossfade.metrics.judge.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.metrics.judge.MigrationJudge;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real trouble is rolled back within so many candidate requests, at the median and at p95. */
final class DetectionTest {
  private static final int REPLICATIONS = 200;

  @ParameterizedTest(name = "{0} errors, split {1}, {2} rps: {3} / {4} requests")
  @CsvSource(
      textBlock =
          """
          # errors, buckets, rps, median, p95
          1.0,      500,     0.1, 6,      10
          1.0,      500,     1,   6,      10
          1.0,      500,     10,  8,      12
          1.0,      500,     100, 11,     16
          0.5,      500,     10,  14,     25
          0.5,      500,     100, 16,     28
          0.1,      500,     10,  90,     190
          0.1,      500,     100, 90,     190
          1.0,      100,     100, 7,      10
          0.1,      100,     100, 80,     180
          0.1,      2500,    100, 160,    310
          0.1,      5000,    100, 300,    540
          0.1,      9500,    100, 2500,   4300
          0.1,      10000,   100, 650,    1500
          """)
  void run_candidateFails_isRolledBackWithinRequests(
      double errors, int buckets, double rps, double median, double p95) {
    List<Rollout.Ending> endings = endings(errors, buckets, rps);
    List<Long> units = endings.stream().map(Rollout.Ending::candidateUnits).sorted().toList();
    assertThat(units.get(REPLICATIONS / 2))
        .as("median of %s", units)
        .isLessThanOrEqualTo((long) median);
    assertThat(units.get(REPLICATIONS * 95 / 100)).as("p95").isLessThanOrEqualTo((long) p95);
  }

  @ParameterizedTest(name = "{0} errors, split {1}, {2} rps: {3} / {4} s")
  @CsvSource(
      textBlock =
          """
          # errors, buckets, rps,  median, p95
          1.0,      500,     1000, 2.0,    2.5
          0.5,      500,     1000, 2.0,    2.5
          1.0,      2500,    100,  2.0,    2.5
          1.0,      5000,    100,  2.0,    2.5
          1.0,      9500,    100,  2.0,    3.0
          1.0,      10000,   100,  2.0,    2.5
          """)
  void run_candidateFails_isRolledBackWithinSeconds(
      double errors, int buckets, double rps, double median, double p95) {
    List<Rollout.Ending> endings = endings(errors, buckets, rps);
    List<Double> seconds = endings.stream().map(Rollout.Ending::seconds).sorted().toList();
    assertThat(seconds.get(REPLICATIONS / 2)).as("median").isLessThanOrEqualTo(median);
    assertThat(seconds.get(REPLICATIONS * 95 / 100)).as("p95").isLessThanOrEqualTo(p95);
  }

  /** A long healthy time must not blind the tests. */
  @ParameterizedTest(name = "{0} errors after four healthy hours: {1} / {2} requests")
  @CsvSource({"1.0, 13, 20", "0.1, 180, 330"})
  void run_candidateFailsAfterHours_isRolledBackWithinRequests(
      double errors, long median, long p95) {
    long fourHours = Duration.ofHours(4).dividedBy(MigrationJudge.TICK);
    List<Long> units =
        LongStream.range(0, 20)
            .mapToObj(seed -> new Rollout(Worlds.late(10, errors, fourHours), seed))
            .map(rollout -> rollout.run(new int[] {500}, 300_000).candidateUnits())
            .sorted()
            .toList();
    assertThat(units.get(10)).as("median of %s", units).isLessThanOrEqualTo(median);
    assertThat(units.get(18)).as("p95 of %s", units).isLessThanOrEqualTo(p95);
  }

  private static List<Rollout.Ending> endings(double errors, int buckets, double rps) {
    return LongStream.range(0, REPLICATIONS)
        .mapToObj(seed -> new Rollout(Worlds.independent(rps, Worlds.HEALTHY, errors), seed))
        .map(rollout -> rollout.run(new int[] {buckets}, 1_000_000))
        .toList();
  }
}
