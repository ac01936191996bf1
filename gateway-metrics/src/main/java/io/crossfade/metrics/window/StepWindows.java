package io.crossfade.metrics.window;

import io.crossfade.core.Arm;
import java.util.stream.IntStream;

/**
 * The windows of one (migration, evidence epoch, step): one per event loop and arm. A call takes
 * its window when it is routed and ends in that one, so a late ending never leaks into the next
 * step.
 */
public final class StepWindows {
  private final ArmWindow[] control;
  private final ArmWindow[] candidate;
  private final ArmTally[] controlTallies;
  private final ArmTally[] candidateTallies;

  /** Windows without a bound per key. */
  public StepWindows(int loops) {
    this(loops, KeyCap.none());
  }

  /**
   * @param loops number of event loops
   * @param cap bound per key, one for all steps of the migration
   */
  public StepWindows(int loops, KeyCap cap) {
    this.control = windows(loops, Arm.CONTROL, cap);
    this.candidate = windows(loops, Arm.CANDIDATE, cap);
    this.controlTallies = tallies(loops);
    this.candidateTallies = tallies(loops);
  }

  /**
   * The window one loop writes evidence to.
   *
   * @param loop index of the event loop, {@code [0, loops)}
   * @param arm either side of the migration
   */
  public ArmWindow of(int loop, Arm arm) {
    return arm == Arm.CANDIDATE ? candidate[loop] : control[loop];
  }

  /** The tally one loop writes to, for eyes only. */
  public ArmTally tally(int loop, Arm arm) {
    return arm == Arm.CANDIDATE ? candidateTallies[loop] : controlTallies[loop];
  }

  /** Everything gathered in this step so far; any thread, normally the tick. */
  public Sums read() {
    return new Sums(sum(control), sum(candidate));
  }

  /** One arm's tallies so far; any thread. */
  Tally readTally(Arm arm) {
    Tally.Merge merge = new Tally.Merge();
    for (ArmTally tally : arm == Arm.CANDIDATE ? candidateTallies : controlTallies) {
      tally.addTo(merge);
    }
    return merge.tally(sum(arm == Arm.CANDIDATE ? candidate : control));
  }

  private static ArmSums sum(ArmWindow[] windows) {
    ArmSums.Merge merge = new ArmSums.Merge();
    for (ArmWindow window : windows) {
      window.addTo(merge);
    }
    return merge.sum();
  }

  private static ArmWindow[] windows(int loops, Arm arm, KeyCap cap) {
    return IntStream.range(0, loops)
        .mapToObj(loop -> new ArmWindow(arm, cap))
        .toArray(ArmWindow[]::new);
  }

  private static ArmTally[] tallies(int loops) {
    return IntStream.range(0, loops).mapToObj(loop -> new ArmTally()).toArray(ArmTally[]::new);
  }
}
