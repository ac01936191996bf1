package io.crossfade.metrics.judge.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.metrics.judge.cost.CostRollout;
import io.crossfade.metrics.judge.cost.CostWorld;
import io.crossfade.metrics.judge.simulation.Crowd;
import io.crossfade.metrics.judge.simulation.DecisionsPage;
import io.crossfade.metrics.judge.simulation.Raised;
import io.crossfade.metrics.judge.simulation.Rollout;
import io.crossfade.metrics.judge.simulation.SpeedRollout;
import io.crossfade.metrics.judge.simulation.SpeedWorld;
import io.crossfade.metrics.judge.simulation.Worlds;
import io.crossfade.metrics.judge.simulation.page.Simulation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How often the candidate's alerts are raised without a reason, and how soon with one. */
final class AlertContestTest {
  private static final int[] STEPS = {100, 500, 2_500, 5_000, 9_500};
  private static final int[] FIVE_PERCENT = {500};
  private static final List<String> MISTAKEN = new ArrayList<>();
  private static final List<String> FOUND = new ArrayList<>();

  /**
   * One kind of traffic.
   *
   * @param alert the one in question
   * @param quick rollouts in every build
   * @param run of one seed
   */
  record Case(String name, String alert, int quick, LongFunction<Raised> run) {
    @Override
    public String toString() {
      return name + ": " + alert;
    }
  }

  private static Case failing(String name, String alert, Rollout.World world) {
    return new Case(
        name,
        alert,
        4,
        seed -> {
          Rollout rollout = new Rollout(world, seed);
          rollout.run(STEPS, 200_000);
          return rollout.raised();
        });
  }

  private static Case slow(String name, SpeedWorld world, int[] steps, long requests) {
    return new Case(
        name,
        "latency_p99",
        2,
        seed -> {
          SpeedRollout rollout = new SpeedRollout(world, Crowd.strangers(), seed);
          rollout.run(steps, requests);
          return rollout.raised();
        });
  }

  private static Case dear(String name, CostWorld world, int[] steps, long requests) {
    return new Case(
        name,
        "cost_per_token",
        4,
        seed -> {
          CostRollout rollout = new CostRollout(world, seed);
          rollout.run(steps, requests);
          return rollout.raised();
        });
  }

  /** Few people, each with a pace of his own. */
  private static Raised users(long seed) {
    Crowd users = Crowd.users(500, 0.7, new SplittableRandom(~seed));
    SpeedRollout rollout = new SpeedRollout(SpeedWorld.healthy(20), users, seed);
    rollout.run(STEPS, 200_000);
    return rollout.raised();
  }

  static Stream<Case> harmless() {
    SpeedWorld fast = SpeedWorld.healthy(20);
    CostWorld cheap = CostWorld.healthy(20);
    return Stream.of(
        failing("0.5 % fail on both sides", "error_rate", Worlds.independent(20, 0.005, 0.005)),
        failing("0.9 % on both, just below", "error_rate", Worlds.independent(20, 0.009, 0.009)),
        failing("0.5 % on both", "unavailable", Worlds.independent(20, 0.005, 0.005)),
        failing("5 % on both", "unavailable", Worlds.independent(20, 0.05, 0.05)),
        failing("a lost tick every 10 min", "unavailable", Worlds.blips(20, 600)),
        slow("lognormal times", fast, STEPS, 200_000),
        slow("lognormal, sigma 1.5", fast.sigma(1.5), STEPS, 200_000),
        slow("times and load swinging by three", fast.swinging(), STEPS, 200_000),
        new Case("500 users with paces of their own", "latency_p99", 2, AlertContestTest::users),
        dear("lognormal cost", cheap, STEPS, 200_000),
        dear("lognormal, sigma 1.5", cheap.sigma(1.5), STEPS, 200_000));
  }

  @ParameterizedTest
  @MethodSource("harmless")
  void run_noRealDifference_isNotTold(Case traffic) {
    long[] seeds = Simulation.seeds(traffic.quick, 2_000).toArray();
    List<Long> mistaken =
        Simulation.atOnce(LongStream.of(seeds))
            .filter(seed -> traffic.run.apply(seed).after(traffic.alert) < Long.MAX_VALUE)
            .sorted()
            .boxed()
            .toList();
    double share = (double) mistaken.size() / seeds.length;
    MISTAKEN.add(row(traffic, DecisionsPage.percent(share), seeds.length));
    assertThat(share).as("%s, raised with seeds %s", traffic, mistaken).isLessThanOrEqualTo(0.01);
  }

  static Stream<Case> troubled() {
    SpeedWorld slower = SpeedWorld.healthy(100).troubled(1.3, 1, 1);
    CostWorld dearer = CostWorld.healthy(100).dearer(1.3, 1);
    return Stream.of(
        failing("100 % fail", "error_rate", Worlds.independent(10, 0.005, 1)),
        failing("10 % fail", "error_rate", Worlds.independent(10, 0.005, 0.1)),
        failing("2 % fail", "error_rate", Worlds.independent(100, 0.005, 0.02)),
        slow("1.3 times as slow", slower, FIVE_PERCENT, 100_000),
        dear("a token 1.3 times as dear", dearer, FIVE_PERCENT, 100_000));
  }

  @ParameterizedTest
  @MethodSource("troubled")
  void run_candidateIsWorse_isTold(Case traffic) {
    List<Long> after =
        Simulation.seeds(traffic.quick, 500)
            .mapToObj(seed -> traffic.run.apply(seed).after(traffic.alert))
            .sorted()
            .toList();
    long median = after.get(after.size() / 2);
    FOUND.add(row(traffic, DecisionsPage.count((double) median), after.size()));
    assertThat(after).as(traffic.toString()).doesNotContain(Long.MAX_VALUE);
  }

  private static String row(Case traffic, String number, int rollouts) {
    return String.format(
        Locale.ROOT, "| %s | %s | %s | %d |", traffic.name, traffic.alert, number, rollouts);
  }

  @AfterAll
  static void tell() throws IOException {
    if (Simulation.told()) {
      DecisionsPage.section(
          "AlertContestTest",
          table("Raised without a reason", "alert | rollouts told", MISTAKEN)
              + "\n"
              + table("Candidate requests to the alert", "alert | median", FOUND));
    }
  }

  private static String table(String title, String columns, List<String> rows) {
    return "| %s | %s | rollouts |\n|---|---|---|---|\n%s\n"
        .formatted(title, columns, String.join("\n", rows));
  }
}
