package io.crossfade.metrics.judge;

import io.crossfade.core.config.MigrationConfig;
import io.crossfade.core.config.MigrationConfig.CostLimits;
import io.crossfade.metrics.duration.Tolerance;
import io.crossfade.metrics.spend.SpendTolerance;
import java.time.Duration;

/**
 * What an operator may set about judging one migration.
 *
 * @param errorRate limit of the wire gate, failures per unit, (0, 0.5]
 * @param alertErrorRate limit of the error gate and of the error rate alert, (0, 0.5]
 * @param tolerance how much slower than the control the candidate may be before it counts
 * @param cost how much dearer it may be
 * @param unavailableAfter silence with failures only that raises the unavailable alert
 * @param byRequestId whether every call is hashed by its own request id, so that the arms' shares
 *     of calls are known in advance
 */
public record JudgeSettings(
    double errorRate,
    double alertErrorRate,
    Tolerance tolerance,
    CostLimits cost,
    Duration unavailableAfter,
    boolean byRequestId) {

  /** The settings of a declared migration. */
  public static JudgeSettings of(MigrationConfig config) {
    return new JudgeSettings(
        config.rollback().errorRate(),
        config.alert().errorRate(),
        tolerance(config),
        config.rollback().cost(),
        config.alert().unavailable(),
        config.stickyBy().source() == MigrationConfig.StickyBy.Source.REQUEST_ID);
  }

  /**
   * The same while everything hangs on the candidate: half the room that the limits leave, so that
   * twice as slow becomes one and a half times, three times as dear twice, and 5 % of failures 2.5
   * %, though never less than what raises an alert. What only raises alerts stays.
   */
  public JudgeSettings tightened() {
    return new JudgeSettings(
        Math.max(errorRate / 2, Math.min(errorRate, alertErrorRate)),
        alertErrorRate,
        tightened(tolerance),
        tightened(cost),
        unavailableAfter,
        byRequestId);
  }

  /** What the windows count costs with; a bill without a limit is not compared with anything. */
  public SpendTolerance spendTolerance() {
    Double bill = cost.billIncrease();
    return new SpendTolerance(
        Math.sqrt(cost.increase()),
        Math.sqrt(cost.perTokenAlert()),
        Math.sqrt(bill == null ? cost.increase() : bill));
  }

  private static Tolerance tightened(Tolerance usual) {
    return new Tolerance(rootHalved(usual.latency()), rootHalved(usual.ttft()), usual.told());
  }

  private static CostLimits tightened(CostLimits limits) {
    Double bill = limits.billIncrease();
    return new CostLimits(
        halved(limits.increase()), bill == null ? null : halved(bill), limits.perTokenAlert());
  }

  /** Halves the room of a limit, given and returned as its root. */
  private static double rootHalved(double tolerated) {
    return Math.sqrt(halved(tolerated * tolerated));
  }

  private static double halved(double limit) {
    return 1 + (limit - 1) / 2;
  }

  /** Trouble at the limit is to be found, so it is looked for from the limit's root on. */
  private static Tolerance tolerance(MigrationConfig config) {
    return new Tolerance(
        Math.sqrt(config.rollback().latencyIncrease()),
        Math.sqrt(config.rollback().ttftIncrease()),
        Math.sqrt(config.alert().latencyIncrease()));
  }
}
