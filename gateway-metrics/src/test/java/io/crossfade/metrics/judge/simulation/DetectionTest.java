package io.crossfade.metrics.judge.simulation;

import io.crossfade.metrics.judge.MigrationJudge;
import io.crossfade.metrics.judge.simulation.page.Simulation;
import io.crossfade.metrics.judge.simulation.page.Troubled;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real trouble is rolled back within so many candidate requests, at the median and at p95. */
final class DetectionTest {
  private static final long REQUESTS = 2_000_000;

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
          0.1,      500,     1000, 150,   240
          0.05,     500,     10,  270,    620
          0.05,     500,     100, 270,    620
          0.05,     500,     1000, 320,   680
          1.0,      100,     100, 7,      10
          0.1,      100,     100, 80,     180
          0.1,      2500,    100, 160,    310
          0.1,      5000,    100, 300,    540
          0.1,      9500,    100, 2500,   4300
          0.1,      10000,   100, 650,    1500
          """)
  void run_candidateFails_isRolledBackWithinRequests(
      double errors, int buckets, double rps, double median, double p95) {
    Rollout.World world = Worlds.independent(rps, Worlds.HEALTHY, errors);
    new Troubled(trouble(errors, Worlds.HEALTHY, buckets, rps), median, p95)
        .check(seeds(rps < 1000 ? 200 : 100), seed -> requests(world, buckets, seed));
  }

  /** Little above what is tolerated takes long, so every build does it a few times only. */
  @ParameterizedTest(name = "{0} errors against {1}, {2} rps: {3} / {4} requests")
  @CsvSource(
      textBlock =
          """
          # errors, control, rps, median, p95
          0.02,     0.005,   10,  2700,   6000
          0.02,     0.005,   100, 2700,   6000
          0.08,     0.03,    100, 1100,   2100
          0.058,    0.04,    100, 18000,  44000
          """)
  void run_candidateIsALittleWorse_isRolledBackWithinRequests(
      double errors, double control, double rps, double median, double p95) {
    Rollout.World world = Worlds.independent(rps, control, errors);
    new Troubled(trouble(errors, control, 500, rps), median, p95)
        .check(seeds(20), seed -> requests(world, 500, seed));
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
    Rollout.World world = Worlds.independent(rps, Worlds.HEALTHY, errors);
    new Troubled(trouble(errors, Worlds.HEALTHY, buckets, rps), "s", median, p95)
        .check(
            seeds(200),
            seed -> new Rollout(world, seed).run(new int[] {buckets}, REQUESTS).seconds());
  }

  /** A long healthy time must not blind the tests. */
  @ParameterizedTest(name = "{0} errors after four healthy hours: {1} / {2} requests")
  @CsvSource({"1.0, 13, 20", "0.1, 180, 330"})
  void run_candidateFailsAfterHours_isRolledBackWithinRequests(
      double errors, double median, double p95) {
    long fourHours = Duration.ofHours(4).dividedBy(MigrationJudge.TICK);
    new Troubled("%.0f %% fail after four healthy hours".formatted(100 * errors), median, p95)
        .check(seeds(20), seed -> requests(Worlds.late(10, errors, fourHours), 500, seed));
  }

  private static LongStream seeds(int quick) {
    return Simulation.seeds(quick, 1_000);
  }

  private static double requests(Rollout.World world, int buckets, long seed) {
    Rollout.Ending ending = new Rollout(world, seed).run(new int[] {buckets}, REQUESTS);
    return ending.rolledBack() ? ending.candidateUnits() : Double.POSITIVE_INFINITY;
  }

  private static String trouble(double errors, double control, int buckets, double rps) {
    return String.format(
        Locale.ROOT,
        "%s %% fail against %s, split %d %%, %s calls a second",
        shown(100 * errors),
        buckets == 10_000 ? "nothing" : shown(100 * control) + " %",
        buckets / 100,
        shown(rps));
  }

  private static String shown(double number) {
    return String.format(Locale.ROOT, number == Math.rint(number) ? "%.0f" : "%.1f", number);
  }
}
