package io.crossfade.metrics.judge.simulation.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.function.LongToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;

/**
 * Trouble that is to be found.
 *
 * @param trouble in words
 * @param unit of the limits: requests or seconds
 * @param median how soon, at most, in half of the rollouts
 * @param p95 the same in 95 % of them
 */
public record Troubled(String trouble, String unit, double median, double p95) {

  /** In candidate requests from its beginning. */
  public Troubled(String trouble, double median, double p95) {
    this(trouble, "requests", median, p95);
  }

  /**
   * Runs it.
   *
   * @param found how late the rollout of a seed found it; infinite if never
   */
  public void check(LongStream seeds, LongToDoubleFunction found) {
    DoubleStream all = Simulation.atOnce(seeds).mapToDouble(found);
    List<Double> sorted = all.sorted().boxed().toList();
    double half = sorted.get(sorted.size() / 2);
    double most = sorted.get((sorted.size() * 95 - 1) / 100);
    Simulation.tell(Findings.TROUBLED, trouble, cells(half, most, sorted.size()));
    assertThat(half).as("median under %s of %s", trouble, sorted).isLessThanOrEqualTo(median);
    assertThat(most).as("p95 under %s of %s", trouble, sorted).isLessThanOrEqualTo(p95);
  }

  private String cells(double half, double most, int rollouts) {
    return String.format(
        Locale.ROOT,
        "%s / %s %s | %s / %s | %,d",
        number(median),
        number(p95),
        unit,
        number(half),
        number(most),
        rollouts);
  }

  private static String number(double amount) {
    boolean whole = amount == Math.rint(amount);
    return Double.isInfinite(amount)
        ? "never"
        : String.format(Locale.ROOT, whole && amount > 3 ? "%,.0f" : "%.1f", amount);
  }
}
