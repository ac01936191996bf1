package io.crossfade.metrics.judge.evidence;

/** A null hypothesis with a grid of alternatives, and how a closed block speaks for each. */
interface Hypothesis {

  /** Highest probability of ever rejecting a true null; {@code 1/alpha} is the threshold. */
  double alpha();

  int alternatives();

  /**
   * Log-likelihood ratio of one alternative to the null on a block of at least one unit, in nats.
   */
  double logRatio(int alternative, Counts block);

  default double threshold() {
    return 1 / alpha();
  }
}
