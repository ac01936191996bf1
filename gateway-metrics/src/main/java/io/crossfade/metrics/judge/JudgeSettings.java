package io.crossfade.metrics.judge;

import io.crossfade.core.config.MigrationConfig;
import io.crossfade.metrics.duration.Tolerance;
import java.time.Duration;

/**
 * What an operator may set about judging one migration.
 *
 * @param errorRate limit of the wire gate, failures per unit, (0, 0.5]
 * @param alertErrorRate limit of the error gate and of the error rate alert, (0, 0.5]
 * @param tolerance how much slower than the control the candidate may be before it counts
 * @param unavailableAfter silence with failures only that raises the unavailable alert
 * @param byRequestId whether every call is hashed by its own request id, so that the arms' shares
 *     of calls are known in advance
 */
public record JudgeSettings(
    double errorRate,
    double alertErrorRate,
    Tolerance tolerance,
    Duration unavailableAfter,
    boolean byRequestId) {

  private static final Duration UNAVAILABLE_AFTER = Duration.ofSeconds(30);

  /** The settings of a declared migration. */
  public static JudgeSettings of(MigrationConfig config) {
    return new JudgeSettings(
        config.rollback().errorRate(),
        config.alertErrorRate(),
        tolerance(config.rollback()),
        UNAVAILABLE_AFTER,
        config.stickyBy().source() == MigrationConfig.StickyBy.Source.REQUEST_ID);
  }

  /** Trouble at the limit is to be found, so it is looked for from the limit's root on. */
  private static Tolerance tolerance(MigrationConfig.Rollback limits) {
    return new Tolerance(Math.sqrt(limits.latencyIncrease()), Math.sqrt(limits.ttftIncrease()));
  }
}
