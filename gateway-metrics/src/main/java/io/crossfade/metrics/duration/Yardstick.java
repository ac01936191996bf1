package io.crossfade.metrics.duration;

/**
 * What one arm's times are held against.
 *
 * @param lowerNanos a longer time is an event of the lower level
 * @param higherNanos a longer time is an event of the higher level as well
 * @param nearLowerNanos the lower one with what is allowed before somebody is told
 * @param nearHigherNanos the same of the higher one
 * @param farLowerNanos the lower one with the whole of what is allowed, and not its root
 * @param farHigherNanos the same of the higher one
 * @param deadlineNanos at this age a unit is an event of both levels, whatever comes later; the
 *     same for both arms and no less than either threshold of the gates; those of the whole limit
 *     may lie beyond it, which makes a late unit count against the candidate's proof
 */
public record Yardstick(
    long lowerNanos,
    long higherNanos,
    long nearLowerNanos,
    long nearHigherNanos,
    long farLowerNanos,
    long farHigherNanos,
    long deadlineNanos) {
  private static final long NEVER = Long.MAX_VALUE;

  /** For times that are not compared. */
  public static final Yardstick NONE =
      new Yardstick(NEVER, NEVER, NEVER, NEVER, NEVER, NEVER, NEVER);

  public boolean measures() {
    return deadlineNanos != NEVER;
  }
}
