package io.crossfade.metrics.judge.advance;

import io.crossfade.core.config.Rollout.Advance;
import io.crossfade.metrics.judge.evidence.Counts;
import java.util.List;

/**
 * What a step has shown of the candidate so far; every step begins anew.
 *
 * @param failures units and failures of both arms
 * @param speeds blocks by their slow calls, of each level asked for
 * @param split share of the traffic on the candidate, [0, 1]
 */
public record StepProof(Counts failures, List<SpeedProof> speeds, double split) {
  /** Proven at 95 %. */
  static final double ENOUGH = 20;

  private static final long CONTROL_UNITS = 100;
  private static final long CONTROL_UNITS_LATE = 20;
  private static final double LATE = 0.9;

  /**
   * Whether the candidate is proven not to be terrible. Without control traffic there is nothing to
   * compare with: its number of units and its own failures decide.
   *
   * @param errorRate limit of the wire gate, (0, 0.5]
   */
  public boolean holds(Asks asks, double errorRate) {
    boolean enough = failures.n1() >= asks.minRequests();
    return enough && (asks.advance() == Advance.GUARD || proven(errorRate));
  }

  private boolean proven(double errorRate) {
    return errorEvidence(errorRate) >= ENOUGH && (alone() || (missingControl() == 0 && fast()));
  }

  double errorEvidence(double errorRate) {
    return ErrorProof.evidence(failures, errorRate);
  }

  private boolean fast() {
    return speeds.stream().allMatch(speed -> speed.evidence() >= ENOUGH);
  }

  /** Whether no control traffic is expected. */
  boolean alone() {
    return split >= 1;
  }

  /** Control units that are still to come before anything can be compared. */
  long missingControl() {
    long least = split > LATE ? CONTROL_UNITS_LATE : CONTROL_UNITS;
    return alone() ? 0 : Math.max(0, least - failures.n0());
  }
}
