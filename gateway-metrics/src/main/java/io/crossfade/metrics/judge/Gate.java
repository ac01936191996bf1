package io.crossfade.metrics.judge;

import io.crossfade.metrics.judge.evidence.Memory;
import io.crossfade.metrics.judge.evidence.Watch;
import java.util.List;

/** One reason to go back. */
interface Gate extends Watch {

  /** Its name in verdicts, events and metrics. */
  String name();

  /** Whether it asks for a rollback as of the last tick. */
  boolean fires();

  /** Why, in one sentence with the numbers. */
  String reason();

  /** Notes what it would have to learn anew after a restart. */
  default void save(Memory memory) {
    // A rule that looks at the last minute has nothing to keep.
  }

  /** Goes on from what it noted. */
  default void load(Memory memory) {
    // Nothing was kept.
  }

  /** The numbers behind it, one per test, for the status page. */
  List<GateReading> readings();
}
