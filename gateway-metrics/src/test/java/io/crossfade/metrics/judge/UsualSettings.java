package io.crossfade.metrics.judge;

import io.crossfade.core.config.MigrationConfig.CostLimits;
import io.crossfade.metrics.duration.Tolerance;
import java.time.Duration;

/** What a migration is judged by when its file says nothing about it. */
public final class UsualSettings {
  private static final Tolerance TWICE = new Tolerance(Math.sqrt(2), Math.sqrt(2), Math.sqrt(1.2));

  private UsualSettings() {}

  /** Every call is hashed by its own id. */
  public static JudgeSettings perCall() {
    return settings(true);
  }

  /** Users stay on their arm. */
  public static JudgeSettings sticky() {
    return settings(false);
  }

  private static JudgeSettings settings(boolean byRequestId) {
    return new JudgeSettings(
        0.05, 0.01, TWICE, CostLimits.DEFAULT, Duration.ofSeconds(30), byRequestId);
  }
}
