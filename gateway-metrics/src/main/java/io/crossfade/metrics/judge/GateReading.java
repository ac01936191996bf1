package io.crossfade.metrics.judge;

import io.crossfade.metrics.judge.evidence.Counts;

/**
 * The numbers of one test of a gate.
 *
 * @param gate name of the gate
 * @param test what is tested: {@code absolute} (against the limit), {@code attribution} (against
 *     the control), or {@code rule}
 * @param evidence E-value; for a rule, how much of what it asks has come together
 * @param threshold where the test is settled, 1/α
 * @param step events and units since the step began
 * @param recent events and units since the evidence last began to grow
 */
public record GateReading(
    String gate, String test, double evidence, double threshold, Counts step, Counts recent) {

  /** Whether this test alone is settled. */
  public boolean settled() {
    return evidence >= threshold;
  }
}
