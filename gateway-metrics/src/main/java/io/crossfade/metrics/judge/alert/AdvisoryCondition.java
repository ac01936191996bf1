package io.crossfade.metrics.judge.alert;

import io.crossfade.core.Arm;
import io.crossfade.metrics.judge.evidence.Tick;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * A gate would ask for a rollback, but the candidate has too few users to tell it from them.
 *
 * @param name the gate's
 * @param advises asked after the gate has ticked
 * @param why the gate's reason
 */
public record AdvisoryCondition(String name, BooleanSupplier advises, Supplier<String> why)
    implements Condition {

  @Override
  public Arm arm() {
    return Arm.CANDIDATE;
  }

  @Override
  public void tick(Tick tick) {
    // The gate is ticked on its own.
  }

  @Override
  public void stepStarted() {
    // The gate is told on its own.
  }

  @Override
  public boolean holds() {
    return advises.getAsBoolean();
  }

  @Override
  public String reason() {
    return why.get() + "; the candidate has too few users to go back for that";
  }
}
