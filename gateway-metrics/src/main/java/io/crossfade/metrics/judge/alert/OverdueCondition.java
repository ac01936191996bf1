package io.crossfade.metrics.judge.alert;

import io.crossfade.core.Arm;
import io.crossfade.metrics.judge.evidence.Tick;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * A stage takes twice as long as it was meant to, and still proves nothing. Somebody should choose:
 * wait, raise the split, or promote by hand.
 *
 * @param overdue asked after the stage's proofs have ticked
 * @param why what is missing
 */
public record OverdueCondition(BooleanSupplier overdue, Supplier<String> why) implements Condition {

  @Override
  public String name() {
    return "insufficient_evidence";
  }

  /** The migration's as a whole: it says nothing against the candidate. */
  @Override
  public Arm arm() {
    return Arm.NONE;
  }

  @Override
  public void tick(Tick tick) {
    // The proofs are ticked on their own.
  }

  @Override
  public void stepStarted() {
    // The proofs are told on their own.
  }

  @Override
  public boolean holds() {
    return overdue.getAsBoolean();
  }

  @Override
  public String reason() {
    return why.get() + "; wait, raise the split, or promote it by hand";
  }
}
