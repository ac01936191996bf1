package io.crossfade.metrics.judge.alert;

import io.crossfade.core.Arm;
import io.crossfade.metrics.judge.evidence.Watch;

/** Something that is true or not at each tick, and worth telling an operator. */
public interface Condition extends Watch {

  /** Its name in alerts. */
  String name();

  /** Where it applies; {@link Arm#NONE} for the migration as a whole. */
  Arm arm();

  /** Whether it was true at the last tick. */
  boolean holds();

  /** One sentence with the numbers. */
  String reason();

  /** Whether somebody should be woken. */
  default boolean critical() {
    return false;
  }
}
