package io.crossfade.metrics.judge.cost;

import io.crossfade.core.Arm;
import io.crossfade.metrics.spend.Expense;
import java.util.SplittableRandom;

/**
 * What calls cost on both arms: lognormal with the same median, of which some of the candidate's
 * are multiplied where there is trouble.
 *
 * @param rps mean requests per second
 * @param sigma of the cost's logarithm
 * @param factor what troubled calls cost more
 * @param share of the candidate's calls that are troubled
 */
public record CostWorld(double rps, double sigma, double factor, double share) {
  private static final double MEDIAN = 1_000;
  private static final long TOKENS = 100;

  public static CostWorld healthy(double rps) {
    return new CostWorld(rps, 0.9, 1, 1);
  }

  public CostWorld sigma(double other) {
    return new CostWorld(rps, other, factor, share);
  }

  /** The candidate's cost so many times as much, in a share of its calls. */
  public CostWorld dearer(double times, double ofCalls) {
    return new CostWorld(rps, sigma, times, ofCalls);
  }

  /** One call's; its tokens are always as many, so that a token's cost varies as the whole does. */
  Expense expense(Arm arm, SplittableRandom random) {
    boolean troubled = arm == Arm.CANDIDATE && random.nextDouble() < share;
    double cost = MEDIAN * Math.exp(sigma * random.nextGaussian()) * (troubled ? factor : 1);
    return new Expense(cost, Double.NaN, TOKENS);
  }
}
