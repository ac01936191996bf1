package io.crossfade.metrics.window;

import io.crossfade.metrics.spend.Spent;
import java.util.Arrays;

/**
 * Both arms of a migration at one moment, over all event loops.
 *
 * @param control the arm traffic comes from
 * @param candidate the arm traffic moves to
 * @param effectiveKeys how many cohort keys the candidate's calls amount to, as of the last ten
 *     minutes; infinite where every call is its own
 * @param controlSpent what the control's answers cost
 * @param candidateSpent the same of the candidate
 */
public record Sums(
    ArmSums control,
    ArmSums candidate,
    double effectiveKeys,
    Spent controlSpent,
    Spent candidateSpent) {

  /** What a step starts with. */
  public static final Sums ZERO = new Sums(ArmSums.ZERO, ArmSums.ZERO, 0, Spent.NONE, Spent.NONE);

  /** How many numbers {@link #numbers} are. */
  public static final int NUMBERS = 2 * ArmSums.NUMBERS;

  /** The counts of both together; times and money stay those of this one. */
  public Sums plus(Sums more) {
    return more.equals(ZERO)
        ? this
        : new Sums(
            control.plus(more.control),
            candidate.plus(more.candidate),
            effectiveKeys,
            controlSpent,
            candidateSpent);
  }

  /** All counts, for a restart. */
  public double[] numbers() {
    double[] all = Arrays.copyOf(control.numbers(), NUMBERS);
    System.arraycopy(candidate.numbers(), 0, all, ArmSums.NUMBERS, ArmSums.NUMBERS);
    return all;
  }

  /** What {@link #numbers} gave. */
  public static Sums of(double[] numbers) {
    return new Sums(
        ArmSums.of(Arrays.copyOf(numbers, ArmSums.NUMBERS)),
        ArmSums.of(Arrays.copyOfRange(numbers, ArmSums.NUMBERS, NUMBERS)),
        0,
        Spent.NONE,
        Spent.NONE);
  }

  /** The counts gathered since an earlier reading of the same step. */
  public Sums minus(Sums earlier) {
    return new Sums(
        control.minus(earlier.control),
        candidate.minus(earlier.candidate),
        effectiveKeys,
        controlSpent.minus(earlier.controlSpent),
        candidateSpent.minus(earlier.candidateSpent));
  }
}
