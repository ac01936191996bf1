package io.crossfade.metrics.window;

import io.crossfade.metrics.duration.Tolerance;
import io.crossfade.metrics.key.Bound;
import io.crossfade.metrics.key.KeyCap;
import io.crossfade.metrics.key.KeySpread;
import io.crossfade.metrics.key.Repeats;
import io.crossfade.metrics.spend.SpendBaseline;
import io.crossfade.metrics.spend.SpendTolerance;

/**
 * What a migration's windows carry from step to step: the bound per key, the spread of keys, and
 * what is normal on the control.
 */
public final class Carried {
  private final Bound bound;
  private final KeySpread spread;
  private final Baseline baseline;
  private final SpendBaseline spending;

  private Carried(Bound bound, KeySpread spread, Baseline baseline, SpendBaseline spending) {
    this.bound = bound;
    this.spread = spread;
    this.baseline = baseline;
    this.spending = spending;
  }

  /** Nothing yet, for migrations by request id: there every call is its own key. */
  public static Carried perCall() {
    return perCall(new Baseline(), new SpendBaseline());
  }

  private static Carried perCall(Baseline baseline, SpendBaseline spending) {
    return new Carried(new Repeats(), KeySpread.unbounded(), baseline, spending);
  }

  /** Nothing yet, for migrations whose users stay on their arm. */
  public static Carried perKey() {
    return perKey(new Baseline(), new SpendBaseline());
  }

  private static Carried perKey(Baseline baseline, SpendBaseline spending) {
    return new Carried(new KeyCap(), KeySpread.perKey(), baseline, spending);
  }

  /**
   * For another evidence epoch: keys begin anew, while the control stays as well known as it was.
   *
   * @param perCall whether every call is its own key from now on
   */
  public Carried nextEpoch(boolean perCall) {
    return perCall ? perCall(baseline, spending) : perKey(baseline, spending);
  }

  /**
   * Looks at the control and the keys when it is time to; meant to be called every tick, by one
   * thread, also while nothing is judged, so that the control is known before the first step.
   *
   * @param windows of the current step
   * @param tolerance in force
   * @param nowNanos monotonic
   */
  public void tick(StepWindows windows, Tolerance tolerance, long nowNanos) {
    baseline.tick(windows, tolerance, nowNanos);
    spread.tick(nowNanos);
  }

  /**
   * Looks at what the control costs when it is time to; meant to be called with the other tick.
   *
   * @param windows of the current step
   * @param tolerance in force
   * @param nowNanos monotonic
   */
  public void tickSpending(StepWindows windows, SpendTolerance tolerance, long nowNanos) {
    spending.tick(windows.controlSpending(), tolerance, nowNanos);
  }

  SpendBaseline spending() {
    return spending;
  }

  Bound bound() {
    return bound;
  }

  KeySpread spread() {
    return spread;
  }

  Baseline baseline() {
    return baseline;
  }
}
