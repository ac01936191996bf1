package io.crossfade.routing.migration;

/** What the engine owes after a step, besides appending its event. */
public enum Effect {
  /** Publish a snapshot with the new split; after a rollback this comes before the append. */
  PUBLISH,
  /** Forget all evidence: it is about other callers or another target. */
  NEW_EPOCH,
  /** Discard open blocks and restart the proofs: the split is another. */
  NEW_STEP,
  /** Learn the control's quantiles before the candidate is weighed against them. */
  SEED_SKETCHES,
  ALERT,
  /** Say in the log that nobody has analysed the source model's traffic. */
  LOG_UNANALYSED,
  /** The report was about another target. */
  VOID_ANALYSIS
}
