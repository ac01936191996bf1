package io.crossfade.metrics.judge.advance;

import java.time.Duration;
import java.time.Instant;

/**
 * Where a stage that is to end by itself stands in time.
 *
 * @param asks what it has to show
 * @param hold how long it is watched at least; zero for no longer than its proof takes
 * @param left of that; zero or less when it has passed
 * @param now the time of day, for what people are told
 */
public record StageClock(Asks asks, Duration hold, Duration left, Instant now) {

  /** Whether only the proof is missing. */
  public boolean elapsed() {
    return !left.isPositive();
  }

  /** Whether it has taken so many times its hold; never without one. */
  boolean lasted(int times) {
    Duration passed = hold.minus(left);
    return times > 0 && hold.isPositive() && passed.compareTo(hold.multipliedBy(times)) >= 0;
  }

  /** Whether it may end without a proof. */
  boolean patienceOver() {
    return lasted(asks.advanceAfter());
  }
}
