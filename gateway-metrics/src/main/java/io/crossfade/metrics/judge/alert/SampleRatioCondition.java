package io.crossfade.metrics.judge.alert;

import io.crossfade.core.Arm;
import io.crossfade.metrics.judge.evidence.Tick;
import io.crossfade.metrics.window.Sums;
import java.util.Locale;

/**
 * One arm loses outcomes, so no comparison can be trusted: at 1,000, 2,000, 4,000 … outcomes of a
 * step the candidate's share is 4.5 standard deviations from the split. Only where the hashed key
 * is the request id, since a few busy users are no evidence of loss.
 */
public final class SampleRatioCondition implements Condition {
  private static final long FIRST_LOOK = 1_000;
  private static final double DEVIATIONS = 4.5;

  private final boolean byRequestId;
  private long nextLook = FIRST_LOOK;
  private boolean holds;
  private String reason = "";

  /**
   * @param byRequestId whether the arms' shares are known in advance; it never holds otherwise
   */
  public SampleRatioCondition(boolean byRequestId) {
    this.byRequestId = byRequestId;
  }

  @Override
  public String name() {
    return "sample_ratio_mismatch";
  }

  @Override
  public Arm arm() {
    return Arm.NONE;
  }

  @Override
  public void tick(Tick tick) {
    Sums sums = tick.sums();
    long all = sums.control().ended() + sums.candidate().ended();
    if (!byRequestId || all < nextLook) {
      return;
    }
    while (nextLook <= all) {
      nextLook *= 2;
    }
    look(sums.candidate().ended(), all, tick.split());
  }

  private void look(long candidate, long all, double split) {
    double expected = split * all;
    double tolerated = DEVIATIONS * Math.sqrt(all * split * (1 - split));
    holds = Math.abs(candidate - expected) > tolerated;
    reason =
        String.format(
            Locale.ROOT,
            "%d of %d outcomes came from the candidate where %.0f ± %.0f were expected",
            candidate,
            all,
            expected,
            tolerated);
  }

  @Override
  public void stepStarted() {
    nextLook = FIRST_LOOK;
    holds = false;
  }

  @Override
  public boolean holds() {
    return holds;
  }

  @Override
  public String reason() {
    return reason;
  }
}
