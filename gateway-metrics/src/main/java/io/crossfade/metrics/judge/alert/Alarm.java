package io.crossfade.metrics.judge.alert;

import io.crossfade.metrics.judge.evidence.Tick;
import io.crossfade.metrics.judge.evidence.Watch;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns a condition into an alert that does not flap: raised at once, cleared after 5 min. */
public final class Alarm implements Watch {
  private static final long QUIET_NANOS = Duration.ofMinutes(5).toNanos();

  private final Condition condition;
  private @Nullable Alert alert;
  private long lastTrueNanos;

  public Alarm(Condition condition) {
    this.condition = condition;
  }

  @Override
  public void tick(Tick tick) {
    condition.tick(tick);
    if (condition.holds()) {
      lastTrueNanos = tick.nowNanos();
      if (alert == null) {
        alert = raised(tick.nowNanos());
      }
    } else if (alert != null && tick.nowNanos() - lastTrueNanos >= QUIET_NANOS) {
      alert = null;
    }
  }

  @Override
  public void stepStarted() {
    condition.stepStarted();
  }

  /** The alert, while it is raised. */
  public Optional<Alert> alert() {
    return Optional.ofNullable(alert);
  }

  private Alert raised(long nowNanos) {
    return new Alert(
        condition.name(), condition.arm(), nowNanos, condition.critical(), condition.reason());
  }
}
