package io.crossfade.metrics.judge.alert;

import io.crossfade.core.Arm;
import io.crossfade.metrics.judge.evidence.Tick;
import io.crossfade.metrics.window.ArmSums;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.BooleanSupplier;

/**
 * A gate asks for a rollback, but the control is down as well: at least five attempts in the last
 * 30 s, less than a fifth of them successful. There is nothing better to go back to, so rollbacks
 * wait. Ticks after the gates.
 */
public final class BothArmsDownCondition implements Condition {
  private static final int SLOTS = 30;
  private static final long SLOT_NANOS = Duration.ofSeconds(1).toNanos();
  private static final long LEAST_ATTEMPTS = 5;

  private final BooleanSupplier rollbackWanted;
  private final long[] attempts = new long[SLOTS];
  private final long[] successes = new long[SLOTS];
  private long slot = Long.MIN_VALUE;
  private boolean holds;

  /**
   * @param rollbackWanted whether any gate fires as of this tick
   */
  public BothArmsDownCondition(BooleanSupplier rollbackWanted) {
    this.rollbackWanted = rollbackWanted;
  }

  @Override
  public String name() {
    return "both_arms_down";
  }

  @Override
  public Arm arm() {
    return Arm.NONE;
  }

  @Override
  public boolean critical() {
    return true;
  }

  @Override
  public void tick(Tick tick) {
    count(tick.fresh().control(), Math.floorDiv(tick.nowNanos(), SLOT_NANOS));
    holds = rollbackWanted.getAsBoolean() && controlDown();
  }

  private void count(ArmSums control, long current) {
    for (long next = Math.max(slot, current - SLOTS) + 1; next <= current; next++) {
      attempts[Math.floorMod(next, SLOTS)] = 0;
      successes[Math.floorMod(next, SLOTS)] = 0;
    }
    slot = current;
    attempts[Math.floorMod(current, SLOTS)] += control.attempts();
    successes[Math.floorMod(current, SLOTS)] += control.successes();
  }

  private boolean controlDown() {
    long tried = Arrays.stream(attempts).sum();
    return tried >= LEAST_ATTEMPTS && 5 * Arrays.stream(successes).sum() < tried;
  }

  @Override
  public void stepStarted() {
    // The last 30 s are the last 30 s, whatever the split was.
  }

  @Override
  public boolean holds() {
    return holds;
  }

  @Override
  public String reason() {
    return "the candidate fails and so do %d of the control's last %d calls; the rollback waits"
        .formatted(
            Arrays.stream(attempts).sum() - Arrays.stream(successes).sum(),
            Arrays.stream(attempts).sum());
  }
}
