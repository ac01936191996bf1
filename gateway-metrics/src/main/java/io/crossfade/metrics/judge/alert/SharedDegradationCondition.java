package io.crossfade.metrics.judge.alert;

import io.crossfade.core.Arm;
import io.crossfade.metrics.judge.evidence.Tick;

/** The control itself is in trouble, so the candidate's trouble may not be its own. */
public final class SharedDegradationCondition implements Condition {
  private final Condition errorRate;
  private final Condition unavailable;

  /**
   * @param errorRate the control fails beyond the rollback limit; ticked from here
   * @param unavailable the control has no success at all; ticked elsewhere, before this one
   */
  public SharedDegradationCondition(Condition errorRate, Condition unavailable) {
    this.errorRate = errorRate;
    this.unavailable = unavailable;
  }

  @Override
  public String name() {
    return "shared_degradation";
  }

  @Override
  public Arm arm() {
    return Arm.CONTROL;
  }

  @Override
  public void tick(Tick tick) {
    errorRate.tick(tick);
  }

  @Override
  public void stepStarted() {
    errorRate.stepStarted();
  }

  @Override
  public boolean holds() {
    return unavailable.holds() || errorRate.holds();
  }

  @Override
  public String reason() {
    return unavailable.holds() ? unavailable.reason() : errorRate.reason();
  }
}
