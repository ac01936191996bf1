package io.crossfade.metrics.judge.simulation;

import io.crossfade.metrics.judge.simulation.page.Harmless;
import io.crossfade.metrics.judge.simulation.page.Simulation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Users who fail more than others must not decide a migration by where they happen to be. */
final class StickyFalseAlarmTest {
  private static final int[] STEPS = {100, 500, 2_500, 5_000, 9_500};

  @ParameterizedTest(name = "{0} of the users fail at {1}: at most {4}")
  @CsvSource(
      textBlock =
          """
          # share, rate, quick, full, at most
          0,       0,    12,    5000, 0.002
          0.05,    0.05, 12,    5000, 0.005
          0.01,    1,    24,    1000, 0.05
          """)
  void run_unluckyUsers_rarelyRollBack(
      double share, double rate, int quick, int full, double most) {
    StickyRollout.Unlucky unlucky = new StickyRollout.Unlucky(share, rate);
    // One in a short run may be within what is allowed of a long one.
    double allowed = Simulation.told() || most < 0.05 ? most : 2.0 / quick;
    String users = share == 0 ? "500 users" : "500 users, %s of whom fail at %s";
    new Harmless(users.formatted(percent(share), percent(rate)), allowed)
        .check(
            Simulation.seeds(quick, full),
            seed -> new StickyRollout(500, unlucky, seed).rolledBack(STEPS, 20, 200_000));
  }

  private static String percent(double share) {
    return "%.0f %%".formatted(100 * share);
  }
}
