package io.crossfade.metrics.judge.simulation.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;

/**
 * Traffic under which a rollout is to run to its end.
 *
 * @param table where it is written down
 * @param traffic in words
 * @param most share of rollouts that may end otherwise
 */
public record Harmless(Findings table, String traffic, double most) {
  private static final double CONFIDENCE = 0.95;

  public Harmless(String traffic, double most) {
    this(Findings.HARMLESS, traffic, most);
  }

  /**
   * Runs it.
   *
   * @param mistaken whether the rollout of a seed ended otherwise
   */
  public void check(LongStream seeds, LongPredicate mistaken) {
    long[] all = seeds.toArray();
    List<Long> mistakes =
        Simulation.atOnce(LongStream.of(all)).filter(mistaken).boxed().sorted().toList();
    Simulation.tell(table, traffic, cells(mistakes.size(), all.length));
    assertThat((double) mistakes.size() / all.length)
        .as("share of %d rollouts under %s that went wrong: %s", all.length, traffic, mistakes)
        .isLessThanOrEqualTo(most);
  }

  private String cells(long mistakes, long rollouts) {
    return String.format(
        Locale.ROOT,
        "%s | %,d of %,d | %s",
        percent(most),
        mistakes,
        rollouts,
        percent(Binomial.upper(mistakes, rollouts, CONFIDENCE)));
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, share < 0.01 ? "%.2f %%" : "%.1f %%", 100 * share);
  }
}
