package io.crossfade.metrics.judge.advance;

import io.crossfade.metrics.judge.evidence.Counts;

/**
 * What a step has shown of the candidate so far; every step begins anew.
 *
 * @param failures units and failures of both arms
 * @param latency blocks by their slow calls
 * @param split share of the traffic on the candidate, [0, 1]
 */
public record StepProof(Counts failures, SpeedProof latency, double split) {
  /** Proven at 95 %. */
  private static final double ENOUGH = 20;

  private static final long CONTROL_UNITS = 100;
  private static final long CONTROL_UNITS_LATE = 20;
  private static final double LATE = 0.9;

  /**
   * Whether the candidate is proven not to be terrible. Without control traffic there is nothing to
   * compare with: its number of units and its own failures decide.
   *
   * @param errorRate limit of the wire gate, (0, 0.5]
   * @param minRequests candidate units, at least
   */
  public boolean holds(double errorRate, long minRequests) {
    boolean alone = split >= 1;
    return failures.n1() >= minRequests
        && ErrorProof.evidence(failures, errorRate) >= ENOUGH
        && (alone || (enoughControl() && latency.evidence() >= ENOUGH));
  }

  private boolean enoughControl() {
    return failures.n0() >= (split > LATE ? CONTROL_UNITS_LATE : CONTROL_UNITS);
  }
}
