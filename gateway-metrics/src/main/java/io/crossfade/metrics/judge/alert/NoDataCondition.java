package io.crossfade.metrics.judge.alert;

import io.crossfade.core.Arm;
import io.crossfade.metrics.judge.evidence.Tick;
import java.time.Duration;

/** No candidate unit for five minutes, or for twenty times as long as is usual in this step. */
public final class NoDataCondition implements Condition {
  private static final long LEAST_NANOS = Duration.ofMinutes(5).toNanos();
  private static final long GAPS = 20;

  private long lastUnitNanos;
  private boolean begun;
  private long silentNanos;
  private boolean holds;

  @Override
  public String name() {
    return "no_data";
  }

  @Override
  public Arm arm() {
    return Arm.CANDIDATE;
  }

  @Override
  public void tick(Tick tick) {
    if (!begun || tick.fresh().candidate().attempts() > 0) {
      begun = true;
      lastUnitNanos = tick.nowNanos();
    }
    silentNanos = tick.nowNanos() - lastUnitNanos;
    holds = tick.split() > 0 && silentNanos >= Math.max(LEAST_NANOS, GAPS * meanGap(tick));
  }

  /** Mean time between the step's candidate units so far; 0 before the first. */
  private long meanGap(Tick tick) {
    long units = tick.sums().candidate().attempts();
    return units == 0 ? 0 : (lastUnitNanos - tick.stepNanos()) / units;
  }

  @Override
  public void stepStarted() {
    begun = false;
  }

  @Override
  public boolean holds() {
    return holds;
  }

  @Override
  public String reason() {
    return "no candidate call ended for %d s".formatted(Duration.ofNanos(silentNanos).toSeconds());
  }
}
