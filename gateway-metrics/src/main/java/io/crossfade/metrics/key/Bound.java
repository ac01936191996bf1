package io.crossfade.metrics.key;

import io.crossfade.core.Arm;

/** How much one caller can prove; asked by event loops about failing calls only. */
public interface Bound {

  /**
   * Takes note of one failure or rejection; callable from any thread.
   *
   * @param key hash of the cohort key; its low bits choose a slot, since the high bits already
   *     chose the arm
   * @param nowNanos monotonic time
   * @return whether it is evidence
   */
  boolean admits(Arm arm, Kind kind, long key, long nowNanos);

  /** What is bounded, each on its own. */
  enum Kind {
    FAILURE,
    REJECTION
  }
}
