package io.crossfade.metrics.judge;

import io.crossfade.metrics.judge.evidence.Tick;
import io.crossfade.metrics.judge.evidence.Watch;
import java.time.Duration;

/** Whether the control still has traffic to compare with. */
final class ControlPulse implements Watch {
  private static final long SILENCE_NANOS = Duration.ofSeconds(60).toNanos();

  private boolean begun;
  private boolean silent;
  private long lastUnitNanos;

  @Override
  public void tick(Tick tick) {
    if (!begun || tick.fresh().control().attempts() > 0) {
      begun = true;
      lastUnitNanos = tick.nowNanos();
    }
    silent = tick.split() >= 1 || tick.nowNanos() - lastUnitNanos >= SILENCE_NANOS;
  }

  @Override
  public void stepStarted() {
    // Silence goes on across steps.
  }

  /** No control unit for 60 s, or none to expect since the candidate has all traffic. */
  boolean silent() {
    return silent;
  }
}
