package io.crossfade.metrics.judge.evidence;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/** Does one arm, the candidate of the block, have events at a rate above {@code p0}? */
public final class Absolute implements Hypothesis {
  /** Nearly everything fails; 1 itself would never forgive a single success. */
  private static final double HIGHEST = 0.99;

  private final double[] eventLogs;
  private final double[] otherLogs;
  private final double alpha;

  /**
   * @param p0 largest rate that is still no trouble, in (0, 0.5]
   * @param factors rates to look for, as multiples of {@code p0}; 0.99 is always among them, and
   *     none above it is used
   * @param alpha error budget
   */
  public Absolute(double p0, double[] factors, double alpha) {
    DoubleStream multiples = Arrays.stream(factors).map(factor -> Math.min(p0 * factor, HIGHEST));
    double[] rates = DoubleStream.concat(multiples, DoubleStream.of(HIGHEST)).toArray();
    this.eventLogs = Arrays.stream(rates).map(p -> Math.log(p / p0)).toArray();
    this.otherLogs = Arrays.stream(rates).map(p -> Math.log((1 - p) / (1 - p0))).toArray();
    this.alpha = alpha;
  }

  @Override
  public double alpha() {
    return alpha;
  }

  @Override
  public int alternatives() {
    return eventLogs.length;
  }

  @Override
  public double logRatio(int alternative, Counts block) {
    long others = block.n1() - block.x1();
    return block.x1() * eventLogs[alternative] + others * otherLogs[alternative];
  }
}
