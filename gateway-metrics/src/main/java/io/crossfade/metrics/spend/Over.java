package io.crossfade.metrics.spend;

/**
 * Calls of one arm whose cost was held against three quantiles of the control.
 *
 * @param units how many there were
 * @param low of those, how many cost more than the lowest allows
 * @param middle the same of the middle one
 * @param high the same of the highest
 */
public record Over(long units, long low, long middle, long high) {
  /** No call yet. */
  public static final Over NONE = new Over(0, 0, 0, 0);

  Over plus(Over more) {
    return more.equals(NONE) ? this : sum(more);
  }

  private Over sum(Over more) {
    return new Over(units + more.units, low + more.low, middle + more.middle, high + more.high);
  }

  Over minus(Over earlier) {
    return earlier.equals(this) ? NONE : difference(earlier);
  }

  private Over difference(Over earlier) {
    return new Over(
        units - earlier.units, low - earlier.low, middle - earlier.middle, high - earlier.high);
  }
}
