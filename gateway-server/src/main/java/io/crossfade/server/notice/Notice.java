package io.crossfade.server.notice;

import java.time.Instant;

/**
 * Something somebody should hear of. Made of names, numbers and what operators wrote; never of
 * prompts, answers or credentials.
 *
 * @param migration name
 * @param what kind of notice
 * @param name of the event or the alert, for machines: {@code OperatorRollback}, {@code
 *     candidate_error_rate}
 * @param summary one line for people
 * @param at when
 * @param splitBuckets ten-thousandths on the candidate from here on
 * @param alert whether it is about an alert, which begins and ends apart from the migration
 * @param critical whether somebody should be woken
 */
record Notice(
    String migration,
    What what,
    String name,
    String summary,
    Instant at,
    int splitBuckets,
    boolean alert,
    boolean critical) {

  /** How bad it is. */
  enum What {
    /** A migration went on as intended. */
    STEP,
    /** It went back, holds, or waits for somebody. */
    TROUBLE,
    /** An alert was raised. */
    ALERT,
    /** An alert was cleared, or a migration goes on after trouble. */
    CLEARED
  }

  boolean trouble() {
    return what != What.STEP;
  }
}
