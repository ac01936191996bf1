package io.crossfade.metrics.window;

import io.crossfade.core.Arm;
import io.crossfade.metrics.duration.Thresholds;
import io.crossfade.metrics.spend.SpendCells;
import io.crossfade.metrics.spend.Spent;
import java.util.List;
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
  private final List<SpendCells> controlSpending;
  private final List<SpendCells> candidateSpending;
  private final Carried carried;

  /** Windows of a first step, by request id. */
  public StepWindows(int loops) {
    this(loops, Carried.perCall());
  }

  /**
   * @param loops number of event loops
   * @param carried one for all steps of an epoch
   */
  public StepWindows(int loops, Carried carried) {
    this.carried = carried;
    this.control = windows(loops, Arm.CONTROL, carried);
    this.candidate = windows(loops, Arm.CANDIDATE, carried);
    this.controlTallies = tallies(loops);
    this.candidateTallies = tallies(loops);
    this.controlSpending = spending(loops, false, carried);
    this.candidateSpending = spending(loops, true, carried);
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

  /**
   * Begins to time one unit; its loop keeps it among those {@link InFlight}, tells it of its first
   * token, and of its end.
   *
   * @param loop index of the event loop, {@code [0, loops)}
   * @param stream whether a stream was asked for; the two are never compared with each other
   * @param startedNanos when the request was accepted
   */
  public Unit unit(int loop, Arm arm, boolean stream, long startedNanos) {
    Thresholds now = carried.baseline().thresholds();
    return new Unit(of(loop, arm), now.latency(arm, stream), now.ttft(arm, stream), startedNanos);
  }

  /** Where one loop writes what answered units cost. */
  public SpendCells spending(int loop, Arm arm) {
    return (arm == Arm.CANDIDATE ? candidateSpending : controlSpending).get(loop);
  }

  List<SpendCells> controlSpending() {
    return controlSpending;
  }

  /** The tally one loop writes to, for eyes only. */
  public ArmTally tally(int loop, Arm arm) {
    return arm == Arm.CANDIDATE ? candidateTallies[loop] : controlTallies[loop];
  }

  /** Everything gathered in this step so far; any thread, normally the tick. */
  public Sums read() {
    return new Sums(
        sum(control),
        sum(candidate),
        carried.spread().effective(),
        spent(controlSpending),
        spent(candidateSpending));
  }

  /** One arm's tallies so far; any thread. */
  Tally readTally(Arm arm) {
    Tally.Merge merge = new Tally.Merge();
    for (ArmTally tally : arm == Arm.CANDIDATE ? candidateTallies : controlTallies) {
      tally.addTo(merge);
    }
    return merge.tally(sum(arm == Arm.CANDIDATE ? candidate : control));
  }

  private static Spent spent(List<SpendCells> loops) {
    Spent all = Spent.NONE;
    for (SpendCells loop : loops) {
      all = all.plus(loop.read());
    }
    return all;
  }

  private static ArmSums sum(ArmWindow[] windows) {
    ArmSums.Merge merge = new ArmSums.Merge();
    for (ArmWindow window : windows) {
      window.addTo(merge);
    }
    return merge.sum();
  }

  private static ArmWindow[] windows(int loops, Arm arm, Carried carried) {
    return IntStream.range(0, loops)
        .mapToObj(loop -> new ArmWindow(arm, carried))
        .toArray(ArmWindow[]::new);
  }

  private static List<SpendCells> spending(int loops, boolean candidate, Carried carried) {
    return IntStream.range(0, loops)
        .mapToObj(loop -> new SpendCells(carried.spending(), candidate))
        .toList();
  }

  private static ArmTally[] tallies(int loops) {
    return IntStream.range(0, loops).mapToObj(loop -> new ArmTally()).toArray(ArmTally[]::new);
  }
}
