package io.crossfade.metrics.judge.alert;

import io.crossfade.core.Arm;

/**
 * A condition an operator should know of, raised at once and cleared after five quiet minutes.
 *
 * @param name for example {@code error_rate}; a metric label
 * @param arm where it applies; {@link Arm#NONE} for the migration as a whole
 * @param sinceNanos when it was raised, monotonic
 * @param critical whether somebody should be woken
 * @param reason one sentence with the numbers, as of when it was raised
 */
public record Alert(String name, Arm arm, long sinceNanos, boolean critical, String reason) {

  /** Name and arm as one word, for example {@code candidate_error_rate}. */
  public String label() {
    return arm == Arm.NONE ? name : arm.label() + "_" + name;
  }
}
