package io.crossfade.metrics.judge;

import io.crossfade.metrics.judge.evidence.Counts;
import io.crossfade.metrics.judge.evidence.Tick;
import io.crossfade.metrics.window.ArmSums;
import io.crossfade.metrics.window.Slow;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * Goes back when the candidate is slow: more of its calls than their share lie beyond a quantile of
 * the control, taken times what is tolerated. The evidence is the mean of two quantiles', so that
 * trouble of most calls is found as well as trouble of few.
 *
 * <p>While the candidate has few users, it only says so: the arms' users differ, not the models.
 */
final class QuantileGate implements Gate {
  private static final double ALPHA = 0.0015;
  private static final double FEWEST_KEYS = 100;

  private final String name;
  private final double tolerance;
  private final Function<ArmSums, Slow> slow;
  private final QuantileLevel lower;
  private final QuantileLevel higher;
  private boolean fewKeys;

  private QuantileGate(
      String name, double tolerance, Function<ArmSums, Slow> slow, Quantiles quantiles) {
    this.name = name;
    this.tolerance = tolerance;
    this.slow = slow;
    this.lower = new QuantileLevel(quantiles.lower, ALPHA);
    this.higher = new QuantileLevel(quantiles.higher, ALPHA);
  }

  /**
   * The time to the last byte.
   *
   * @param tolerance as the windows count with, for the reason
   */
  static QuantileGate latency(double tolerance) {
    return new QuantileGate("latency", tolerance, ArmSums::latency, new Quantiles("p95", "p99"));
  }

  /**
   * The time to the first token.
   *
   * @param tolerance as the windows count with, for the reason
   */
  static QuantileGate ttft(double tolerance) {
    return new QuantileGate("ttft", tolerance, ArmSums::ttft, new Quantiles("p50", "p95"));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void tick(Tick tick) {
    Slow control = slow.apply(tick.fresh().control());
    Slow candidate = slow.apply(tick.fresh().candidate());
    lower.tick(Counts.overLower(control, candidate), tick);
    higher.tick(Counts.overHigher(control, candidate), tick);
    fewKeys = tick.sums().effectiveKeys() < FEWEST_KEYS;
  }

  @Override
  public void stepStarted() {
    lower.stepStarted();
    higher.stepStarted();
  }

  @Override
  public boolean fires() {
    return settled() && !fewKeys;
  }

  /** Whether it would ask for a rollback if the candidate had more users. */
  boolean advises() {
    return settled() && fewKeys;
  }

  private boolean settled() {
    return evidence() >= lower.threshold();
  }

  private double evidence() {
    return (lower.evidence() + higher.evidence()) / 2;
  }

  @Override
  public String reason() {
    return String.format(
        Locale.ROOT,
        "%s beyond %.2f times the control's %s; %s; mean E %.4g of %.4g",
        name,
        tolerance,
        lower.shown(),
        higher.shown(),
        evidence(),
        lower.threshold());
  }

  @Override
  public List<GateReading> readings() {
    return List.of(lower.reading(name), higher.reading(name));
  }

  private record Quantiles(String lower, String higher) {}
}
