package io.crossfade.metrics.judge.advance;

import io.crossfade.metrics.judge.evidence.Counts;

/**
 * How much a step proves that the candidate fails less often than a limit. If it does not, the
 * evidence reaches 20 with a probability of 5 % at most, however often one looks.
 */
public final class ErrorProof {
  /** Rates a healthy candidate may have, as parts of the limit. */
  private static final double[] PARTS = {0.02, 0.2, 0.5};

  private ErrorProof() {}

  /**
   * The E-value of one step.
   *
   * @param step units and failures since the step began; only the candidate's are looked at
   * @param limit failures per unit, (0, 0.5]
   */
  public static double evidence(Counts step, double limit) {
    return evidence((double) step.x1(), (double) step.n1(), limit);
  }

  /** The same of numbers that are only expected. */
  static double evidence(double failures, double units, double limit) {
    double sum = 0;
    for (double part : PARTS) {
      double successLog = Math.log((1 - part * limit) / (1 - limit));
      sum += Math.exp(failures * Math.log(part) + (units - failures) * successLog);
    }
    return sum / PARTS.length;
  }
}
