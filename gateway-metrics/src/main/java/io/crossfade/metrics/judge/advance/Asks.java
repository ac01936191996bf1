package io.crossfade.metrics.judge.advance;

import io.crossfade.core.config.Rollout;
import io.crossfade.core.config.Rollout.Advance;

/**
 * What every stage of a migration has to show before the next begins.
 *
 * @param advance which proofs
 * @param minRequests candidate units, at least
 * @param advanceAfter multiple of its hold after which a stage ends without a proof; 0 for never
 */
public record Asks(Advance advance, int minRequests, int advanceAfter) {

  public static Asks of(Rollout rollout) {
    return new Asks(rollout.advance(), rollout.minRequests(), rollout.advanceAfter());
  }
}
