package io.crossfade.metrics.judge.alert;

import io.crossfade.core.Arm;
import io.crossfade.metrics.judge.evidence.Absolute;
import io.crossfade.metrics.judge.evidence.Counts;
import io.crossfade.metrics.judge.evidence.Level;
import io.crossfade.metrics.judge.evidence.Tick;
import java.util.Locale;

/** One arm fails more often than a limit, whatever the other does. */
public final class ErrorRateCondition implements Condition {
  private final Arm arm;
  private final double limit;
  private final Level level;
  private Counts recent = Counts.NONE;

  /**
   * @param absolute what is asked of the arm
   * @param limit its null hypothesis, for the reason
   */
  public ErrorRateCondition(Arm arm, Absolute absolute, double limit) {
    this.arm = arm;
    this.limit = limit;
    this.level = Level.alone(absolute);
  }

  @Override
  public String name() {
    return "error_rate";
  }

  @Override
  public Arm arm() {
    return arm;
  }

  @Override
  public void tick(Tick tick) {
    Counts failures = Counts.failures(tick.fresh());
    Counts fresh = arm == Arm.CANDIDATE ? failures : failures.swapped();
    boolean closed = level.tick(fresh, tick);
    recent = closed && level.evidence() <= 1 ? Counts.NONE : recent.plus(fresh);
  }

  @Override
  public void stepStarted() {
    level.stepStarted();
  }

  @Override
  public boolean holds() {
    return level.settled();
  }

  @Override
  public String reason() {
    return String.format(
        Locale.ROOT,
        "%d of %d %s calls failed (%.1f %%, limit %.1f %%, E %.4g of %.4g)",
        recent.x1(),
        recent.n1(),
        arm.label(),
        100 * recent.candidateRate(),
        100 * limit,
        level.evidence(),
        level.threshold());
  }
}
