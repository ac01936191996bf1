package io.crossfade.metrics.judge.advance;

import io.crossfade.metrics.judge.evidence.Attribution;
import io.crossfade.metrics.judge.evidence.Counts;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How much the blocks of a step prove that the candidate is not slower than the control by the
 * whole limit: that its calls beyond a quantile of the control, times the limit, are fewer than its
 * share.
 *
 * @param nats log-likelihood ratio of each alternative so far
 */
public record SpeedProof(List<Double> nats) {
  private static final double ALPHA = 0.05;
  private static final double[] RHOS = {0.7, 0.4, 0.15, 0.03};
  private static final Attribution FEWER = Attribution.below(RHOS, ALPHA);

  /** What a step begins with. */
  public static final SpeedProof NONE = new SpeedProof(Collections.nCopies(RHOS.length, 0.0));

  public SpeedProof {
    nats = List.copyOf(nats);
  }

  /**
   * Takes in one matched block.
   *
   * @param block with at least one unit on each arm
   */
  public SpeedProof plus(Counts block) {
    return new SpeedProof(
        IntStream.range(0, RHOS.length)
            .mapToObj(index -> nats.get(index) + FEWER.logRatio(index, block))
            .toList());
  }

  /** The log-likelihood ratio of the alternative that fits best. */
  double best() {
    return Collections.max(nats);
  }

  /** What {@link #best} has to reach, at most, for a proof. */
  static double nearlyEnough() {
    return Math.log(StepProof.ENOUGH * RHOS.length);
  }

  /** The E-value of all blocks so far. */
  public double evidence() {
    return nats.stream().mapToDouble(Math::exp).sum() / RHOS.length;
  }
}
