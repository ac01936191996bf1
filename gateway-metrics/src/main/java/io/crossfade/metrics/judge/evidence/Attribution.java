package io.crossfade.metrics.judge.evidence;

import java.util.Arrays;

/**
 * Was it the candidate's share or more than its share? The null hypothesis is that an event falls
 * on the candidate with the odds of its traffic, times at most {@code rho0}. Whatever touches both
 * arms alike (load, bursts, outages, the hour) cancels.
 *
 * <p>While events are the minority they are counted; when most units have one, the successes are
 * the rare, telling event and are counted instead.
 */
public final class Attribution implements Hypothesis {
  private final double rho0;
  private final double[] rhos;
  private final double[] logs;
  private final double alpha;

  /**
   * @param rho0 largest ratio of the arms' odds that is still no trouble, at least 1
   * @param grid ratios to look for; none below 1.2 times {@code rho0} is used
   * @param alpha error budget
   */
  public Attribution(double rho0, double[] grid, double alpha) {
    this(rho0, alpha, Arrays.stream(grid).map(rho -> Math.max(rho, 1.2 * rho0)).toArray());
  }

  private Attribution(double rho0, double alpha, double[] rhos) {
    this.rho0 = rho0;
    this.rhos = rhos;
    this.logs = Arrays.stream(rhos).map(rho -> Math.log(rho / rho0)).toArray();
    this.alpha = alpha;
  }

  /**
   * The other way round: is the candidate better? The null hypothesis is that it has at least its
   * share of the events.
   *
   * @param rhos ratios to look for, each below 1
   * @param alpha error budget
   */
  public static Attribution below(double[] rhos, double alpha) {
    return new Attribution(1, alpha, rhos.clone());
  }

  @Override
  public double alpha() {
    return alpha;
  }

  @Override
  public int alternatives() {
    return rhos.length;
  }

  @Override
  public double logRatio(int alternative, Counts block) {
    double rho = rhos[alternative];
    double n0 = block.n0();
    double n1 = block.n1();
    if (2 * block.events() <= block.units()) {
      double norms = Math.log((rho0 * n1 + n0) / (rho * n1 + n0));
      return block.x1() * logs[alternative] + block.events() * norms;
    }
    long successes = block.units() - block.events();
    double norms = Math.log((n1 + rho0 * n0) / (n1 + rho * n0));
    return (block.n0() - block.x0()) * logs[alternative] + successes * norms;
  }
}
