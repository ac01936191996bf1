package io.crossfade.metrics.judge.evidence;

/**
 * One arm's attempts since it last answered anything, as long as all of them failed. The run begins
 * at its first failure, not at the last success: a burst of failures after an idle hour is not an
 * hour of failure.
 */
public final class FailingRun {
  private long attempts;
  private long startNanos;

  /**
   * Takes in one tick's differences of the arm.
   *
   * @param answered attempts that were
   * @param failed those that were not
   */
  public void tick(long answered, long failed, Tick tick) {
    if (answered > 0) {
      attempts = 0;
      return;
    }
    if (attempts == 0) {
      startNanos = tick.previousNanos();
    }
    attempts += failed;
  }

  public void end() {
    attempts = 0;
  }

  /** Attempts of the run, counted without the bound per key; 0 when there is none. */
  public long attempts() {
    return attempts;
  }

  public long startNanos() {
    return startNanos;
  }

  /** Whether it has gone on for as long and as many attempts. */
  public boolean lasted(long nanos, long least, long nowNanos) {
    return attempts >= least && nowNanos - startNanos >= nanos;
  }
}
