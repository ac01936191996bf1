package io.crossfade.metrics.window;

/**
 * Units of one arm whose time was taken, and how many of them were slow.
 *
 * @param units that were held against the control's quantiles
 * @param overLower of those, how many took longer than the lower one allows
 * @param overHigher of those, how many took longer than the higher one allows
 * @param nearLower of those, how many took longer than the lower one allows before somebody is told
 * @param nearHigher the same for the higher one
 * @param farOverLower of those, how many took longer than the lower one times the whole limit
 * @param farOverHigher the same for the higher one; on the control these are as the two before
 */
public record Slow(
    long units,
    long overLower,
    long overHigher,
    long nearLower,
    long nearHigher,
    long farOverLower,
    long farOverHigher) {
  static final Slow NONE = new Slow(0, 0, 0, 0, 0, 0, 0);

  Slow plus(Slow more) {
    return more.equals(NONE) ? this : sum(more);
  }

  private Slow sum(Slow more) {
    return new Slow(
        units + more.units,
        overLower + more.overLower,
        overHigher + more.overHigher,
        nearLower + more.nearLower,
        nearHigher + more.nearHigher,
        farOverLower + more.farOverLower,
        farOverHigher + more.farOverHigher);
  }

  static final int NUMBERS = 7;

  static Slow of(double[] numbers, int from) {
    return new Slow(
        (long) numbers[from],
        (long) numbers[from + 1],
        (long) numbers[from + 2],
        (long) numbers[from + 3],
        (long) numbers[from + 4],
        (long) numbers[from + 5],
        (long) numbers[from + 6]);
  }

  Slow minus(Slow earlier) {
    return earlier.equals(this) ? NONE : difference(earlier);
  }

  private Slow difference(Slow earlier) {
    return new Slow(
        units - earlier.units,
        overLower - earlier.overLower,
        overHigher - earlier.overHigher,
        nearLower - earlier.nearLower,
        nearHigher - earlier.nearHigher,
        farOverLower - earlier.farOverLower,
        farOverHigher - earlier.farOverHigher);
  }
}
