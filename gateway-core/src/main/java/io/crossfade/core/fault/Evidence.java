package io.crossfade.core.fault;

/**
 * What one call proves about the arm it was assigned to. The outcome alone does not say it: a
 * caller's own bad key and a prompt the candidate refuses are both {@code client_error}.
 */
public enum Evidence {
  /** Counts in every denominator, as a success. */
  SUCCESS,
  /** Counts in every denominator, and as a failure of the error gates. */
  FAILURE,
  /** Only the rejection gate hears of it: the arm refused what the other arm might have taken. */
  REJECTION,
  /** Says nothing about the arm. */
  NONE
}
