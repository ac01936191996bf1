package io.crossfade.metrics.judge.evidence;

import java.util.Arrays;

/**
 * Evidence against one hypothesis, gathered block by block over an epoch. If the null is true, the
 * probability that {@link #evidence} ever reaches {@code 1/alpha} is at most {@code alpha}, however
 * often one looks (Ville's inequality). Owned by the tick thread.
 */
final class EProcess {
  /** No single block says more than this, so one dropped connection proves nothing. */
  private static final double CLIP_NATS = 3;

  /** Evidence is kept up to this multiple of the threshold, so that recovery shows in time. */
  private static final double CAP = 100;

  private final Hypothesis hypothesis;
  private final double[] weights;
  private double released;
  private double evidence = 1;

  EProcess(Hypothesis hypothesis) {
    this.hypothesis = hypothesis;
    this.weights = new double[hypothesis.alternatives()];
  }

  /**
   * Takes in a closed block.
   *
   * @param released all prior mass released by now; what is new enters before the block counts
   */
  void close(Counts block, double released) {
    double fresh = (released - this.released) / weights.length;
    double cap = CAP * hypothesis.threshold();
    double sum = 0;
    for (int j = 0; j < weights.length; j++) {
      double nats = Math.min(hypothesis.logRatio(j, block), CLIP_NATS);
      weights[j] = Math.min(cap, (weights[j] + fresh) * Math.exp(nats));
      sum += weights[j];
    }
    this.released = released;
    this.evidence = sum + 1 - released;
  }

  void save(Memory memory, String name) {
    double[] numbers = Arrays.copyOf(weights, weights.length + 2);
    numbers[weights.length] = released;
    numbers[weights.length + 1] = evidence;
    memory.put(name, numbers);
  }

  void load(Memory memory, String name) {
    double[] numbers = memory.get(name, weights.length + 2);
    System.arraycopy(numbers, 0, weights, 0, weights.length);
    released = numbers[weights.length];
    evidence = numbers[weights.length + 1];
  }

  /** The E-value: 1 says nothing, the threshold settles it. */
  double evidence() {
    return evidence;
  }

  double threshold() {
    return hypothesis.threshold();
  }

  boolean settled() {
    return evidence >= threshold();
  }
}
