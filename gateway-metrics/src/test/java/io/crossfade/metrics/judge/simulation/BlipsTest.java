package io.crossfade.metrics.judge.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.metrics.judge.simulation.page.Simulation;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Short troubles of the candidate alone: a blip is forgiven, a quarter of a minute is not. */
final class BlipsTest {
  private static final int[] FIVE_PERCENT = {500};
  private static final double HOUR = 3_600;

  @ParameterizedTest(name = "{0} s every 10 min at {1} rps: rolled back {3} to {4}")
  @CsvSource(
      textBlock =
          """
          # seconds, rps,  quick, at least, at most
          0.5,       20,   60,    0,        0.01
          0.5,       1000, 20,    0,        0.01
          15,        20,   20,    0.95,     1
          15,        1000, 10,    0.95,     1
          """)
  void run_candidateBlips_areJudgedByTheirLength(
      double seconds, double rps, int quick, double least, double most) {
    List<Boolean> endings =
        Simulation.seeds(quick, 1_000)
            .mapToObj(seed -> new Rollout(Worlds.candidateBlips(rps, 600, seconds), seed))
            .map(rollout -> rollout.run(FIVE_PERCENT, (long) (HOUR * rps)).rolledBack())
            .toList();
    double back = endings.stream().filter(ending -> ending).count() / (double) endings.size();
    assertThat(back).isBetween(least, most);
  }

  /** Twice the control's rate is inside the margin: no reason to go back, but worth a word. */
  @ParameterizedTest(name = "{0} against {1}")
  @CsvSource("0.01, 0.005")
  void run_insideTheMargin_stays(double candidate, double control) {
    LongStream seeds = Simulation.seeds(20, 1_000);
    List<Long> back =
        seeds
            .filter(
                seed ->
                    new Rollout(Worlds.independent(100, control, candidate), seed)
                        .run(FIVE_PERCENT, 500_000)
                        .rolledBack())
            .boxed()
            .toList();
    assertThat(back).as("seeds rolled back").isEmpty();
  }
}
