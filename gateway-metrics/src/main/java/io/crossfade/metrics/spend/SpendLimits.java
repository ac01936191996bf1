package io.crossfade.metrics.spend;

import io.crossfade.metrics.duration.Sketch;

/**
 * What one arm's costs are held against until the control is looked at again.
 *
 * @param cost of calls at the candidate's prices
 * @param perToken of single tokens
 * @param bill of calls at each arm's own prices
 */
record SpendLimits(Steps cost, Steps perToken, Steps bill) {
  static final SpendLimits NONE = new SpendLimits(Steps.NONE, Steps.NONE, Steps.NONE);

  /** Three quantiles of the control, times what is tolerated. */
  record Steps(double low, double middle, double high) {
    /** For what is not compared. */
    static final Steps NONE = new Steps(Double.NaN, Double.NaN, Double.NaN);

    static Steps of(Sketch control, double factor) {
      return control.seeded()
          ? new Steps(
              factor * control.quantile(0.5),
              factor * control.quantile(0.9),
              factor * control.quantile(0.99))
          : NONE;
    }

    boolean measures() {
      return !Double.isNaN(low);
    }
  }
}
