package io.crossfade.metrics.window;

/**
 * Both arms of a migration at one moment, over all event loops.
 *
 * @param control the arm traffic comes from
 * @param candidate the arm traffic moves to
 */
public record Sums(ArmSums control, ArmSums candidate) {

  /** What a step starts with. */
  public static final Sums ZERO = new Sums(ArmSums.ZERO, ArmSums.ZERO);

  /** What was gathered since an earlier reading of the same step. */
  public Sums minus(Sums earlier) {
    return new Sums(control.minus(earlier.control), candidate.minus(earlier.candidate));
  }
}
