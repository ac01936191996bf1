package io.crossfade.metrics.judge.simulation.page;

/** What a count among independent rollouts says about the probability behind it. */
final class Binomial {
  private static final int HALVINGS = 60;

  private Binomial() {}

  /**
   * The largest probability that so few events still speak for, after Clopper and Pearson: whatever
   * the truth is, this lies below it in at most {@code 1 - confidence} of all experiments.
   */
  static double upper(long events, long trials, double confidence) {
    double low = (double) events / trials;
    double high = 1;
    for (int halving = 0; halving < HALVINGS; halving++) {
      double middle = (low + high) / 2;
      if (atMost(events, trials, middle) > 1 - confidence) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  /** The probability of no more events than that. */
  static double atMost(long events, long trials, double probability) {
    if (events >= trials || probability <= 0) {
      return 1;
    }
    double odds = Math.log(probability) - Math.log1p(-probability);
    double logTerm = trials * Math.log1p(-probability);
    double sum = Math.exp(logTerm);
    for (long event = 1; event <= events; event++) {
      logTerm += odds + Math.log((double) (trials - event + 1) / event);
      sum += Math.exp(logTerm);
    }
    return Math.min(1, sum);
  }
}
