package io.crossfade.metrics.judge;

import io.crossfade.metrics.judge.evidence.Tick;

/** Whether the candidate has so few users that they, and not the model, may be what differs. */
final class FewKeys {
  private static final double FEWEST = 100;

  private boolean holds;

  void tick(Tick tick) {
    holds = tick.sums().effectiveKeys() < FEWEST;
  }

  boolean holds() {
    return holds;
  }
}
