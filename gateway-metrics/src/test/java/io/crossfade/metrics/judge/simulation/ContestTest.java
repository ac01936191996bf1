package io.crossfade.metrics.judge.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.metrics.judge.simulation.Contest.Referee;
import io.crossfade.metrics.judge.simulation.page.Simulation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The judge beside fixed limits, on the same streams: false alarms, and delays of true ones. */
final class ContestTest {
  private static final int[] ROLLOUT = {100, 500, 2_500, 5_000, 9_500};
  private static final int[] FIVE_PERCENT = {500};
  private static final int QUICK = 6;
  private static final int FULL = 5_000;
  private static final List<DecisionsPage.Row> FALSE_ALARMS = new ArrayList<>();
  private static final List<DecisionsPage.Row> DETECTIONS = new ArrayList<>();

  /**
   * One kind of traffic.
   *
   * @param requests of a whole rollout
   */
  record Case(String name, long requests, Supplier<Rollout.World> world) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> harmless() {
    return Stream.of(
        new Case("0.5 % fail on both sides", 200_000, () -> Worlds.independent(20, 0.005, 0.005)),
        new Case("3 % on both", 200_000, () -> Worlds.independent(20, 0.03, 0.03)),
        new Case("8 % on both, above the limit", 200_000, () -> Worlds.independent(20, 0.08, 0.08)),
        new Case("0.7 % against 0.5 %", 200_000, () -> Worlds.independent(20, 0.005, 0.007)),
        new Case(
            "shared outages, 60 s of 60 %, every 20 min",
            200_000, () -> Worlds.sharedOutages(20, 1_200, 60, 0.6)),
        new Case(
            "shared outages, 60 s of 100 %, every 30 min",
            200_000, () -> Worlds.sharedOutages(20, 1_800, 60, 1)),
        new Case("a lost tick every 10 min on each side", 200_000, () -> Worlds.blips(20, 600)),
        new Case(
            "2 % on both, 0.1 calls a second", 9_000, () -> Worlds.independent(0.1, .02, .02)));
  }

  @ParameterizedTest
  @MethodSource("harmless")
  void run_noRealDifference_theJudgeStays(Case traffic) {
    long[] seeds = Simulation.seeds(QUICK, FULL).toArray();
    long[][] decided =
        Simulation.atOnce(Arrays.stream(seeds))
            .mapToObj(seed -> new Contest(traffic.world.get(), seed))
            .map(contest -> contest.run(ROLLOUT, traffic.requests))
            .toArray(long[][]::new);
    double[] back =
        IntStream.range(0, Referee.values().length)
            .mapToDouble(referee -> share(decided, referee))
            .toArray();
    FALSE_ALARMS.add(DecisionsPage.Row.of(traffic.name, seeds.length, back));
    assertThat(back[0]).as("share rolled back under %s", traffic).isLessThanOrEqualTo(0.002);
  }

  /** How many rollouts a referee ended, of one. */
  private static double share(long[][] decided, int referee) {
    return Arrays.stream(decided)
        .mapToInt(one -> one[referee] == Contest.STAYED ? 0 : 1)
        .average()
        .orElseThrow();
  }

  static Stream<Case> troubled() {
    return Stream.of(
        trouble("100 % fail, 1 call a second", 1, 1),
        trouble("100 % fail, 10 a second", 10, 1),
        trouble("50 % fail, 10 a second", 10, 0.5),
        trouble("10 % fail, 10 a second", 10, 0.1),
        trouble("10 % fail, 100 a second", 100, 0.1),
        trouble("5 % fail, 100 a second", 100, 0.05),
        trouble("2 % fail, 100 a second", 100, 0.02));
  }

  private static Case trouble(String name, double rps, double failing) {
    return new Case(name, 400_000, () -> Worlds.independent(rps, Worlds.HEALTHY, failing));
  }

  @ParameterizedTest
  @MethodSource("troubled")
  void run_candidateFails_theJudgeGoesBack(Case traffic) {
    long[] seeds = Simulation.seeds(QUICK, FULL / 10).toArray();
    long[][] decided =
        Simulation.atOnce(Arrays.stream(seeds))
            .mapToObj(seed -> new Contest(traffic.world.get(), seed))
            .map(contest -> contest.run(FIVE_PERCENT, traffic.requests))
            .toArray(long[][]::new);
    long[][] taken = new long[Referee.values().length][seeds.length];
    for (int run = 0; run < seeds.length; run++) {
      for (int referee = 0; referee < taken.length; referee++) {
        taken[referee][run] = decided[run][referee];
      }
    }
    double[] medians = Arrays.stream(taken).mapToDouble(ContestTest::median).toArray();
    DETECTIONS.add(DecisionsPage.Row.of(traffic.name, seeds.length, medians));
    assertThat(taken[0]).as("requests under %s", traffic).doesNotContain(Contest.STAYED);
  }

  private static double median(long[] values) {
    long middle = Arrays.stream(values).sorted().skip(values.length / 2).findFirst().orElseThrow();
    return middle == Contest.STAYED ? Double.POSITIVE_INFINITY : (double) middle;
  }

  @AfterAll
  static void tell() {
    if (Simulation.told()) {
      DecisionsPage.write(FALSE_ALARMS, DETECTIONS);
    }
  }
}
