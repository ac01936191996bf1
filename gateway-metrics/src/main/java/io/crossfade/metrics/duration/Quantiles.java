package io.crossfade.metrics.duration;

/**
 * Three quantiles of a length of time, within 2 %.
 *
 * @param count how many values they summarise
 * @param p50 milliseconds; NaN without values, as are the others
 * @param p95 milliseconds
 * @param p99 milliseconds
 */
public record Quantiles(long count, double p50, double p95, double p99) {
  /** No value at all. */
  public static final Quantiles EMPTY = new Quantiles(0, Double.NaN, Double.NaN, Double.NaN);
}
