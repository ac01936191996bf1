package io.crossfade.metrics.judge;

import io.crossfade.core.Arm;
import io.crossfade.metrics.judge.alert.Condition;
import io.crossfade.metrics.judge.evidence.Tick;
import java.util.function.BooleanSupplier;

/**
 * What a gate finds is worth knowing, and no reason to go back.
 *
 * @param gate ticked here
 * @param found what of the gate is worth knowing
 */
record GateCondition(Gate gate, BooleanSupplier found) implements Condition {

  @Override
  public String name() {
    return gate.name();
  }

  @Override
  public Arm arm() {
    return Arm.CANDIDATE;
  }

  @Override
  public void tick(Tick tick) {
    gate.tick(tick);
  }

  @Override
  public void stepStarted() {
    gate.stepStarted();
  }

  @Override
  public boolean holds() {
    return found.getAsBoolean();
  }

  @Override
  public String reason() {
    return gate.reason();
  }
}
