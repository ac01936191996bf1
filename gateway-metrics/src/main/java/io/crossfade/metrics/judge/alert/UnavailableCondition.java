package io.crossfade.metrics.judge.alert;

import io.crossfade.core.Arm;
import io.crossfade.metrics.judge.evidence.FailingRun;
import io.crossfade.metrics.judge.evidence.Tick;
import io.crossfade.metrics.window.ArmSums;
import java.time.Duration;
import java.util.Locale;

/** One arm had no success for a while, and at least three attempts, all failed. */
public final class UnavailableCondition implements Condition {
  private static final long ATTEMPTS = 3;

  private final Arm arm;
  private final Duration after;
  private final FailingRun run = new FailingRun();
  private boolean holds;

  public UnavailableCondition(Arm arm, Duration after) {
    this.arm = arm;
    this.after = after;
  }

  @Override
  public String name() {
    return "unavailable";
  }

  @Override
  public Arm arm() {
    return arm;
  }

  @Override
  public void tick(Tick tick) {
    ArmSums fresh = arm == Arm.CANDIDATE ? tick.fresh().candidate() : tick.fresh().control();
    run.tick(fresh.answered(), fresh.failedAttempts(), tick);
    holds = run.lasted(after.toNanos(), ATTEMPTS, tick.nowNanos());
  }

  @Override
  public void stepStarted() {
    // A dead arm stays dead across steps.
  }

  @Override
  public boolean holds() {
    return holds;
  }

  @Override
  public boolean critical() {
    return true;
  }

  @Override
  public String reason() {
    return String.format(
        Locale.ROOT,
        "the last %d %s calls all failed, for %d s or more",
        run.attempts(),
        arm.label(),
        after.toSeconds());
  }
}
