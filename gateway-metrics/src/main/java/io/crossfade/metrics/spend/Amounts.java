package io.crossfade.metrics.spend;

import io.crossfade.metrics.duration.Durations;

/**
 * Amounts as the histograms of {@link Durations} take them, whose buckets are ratios and fit
 * whatever is counted: from one token to four million.
 */
final class Amounts {
  private static final double ONE_TOKEN = 1 << 18;

  /** A token's own cost is near 1, so that it needs room below as well. */
  private static final double PER_TOKEN = ONE_TOKEN * 1_024;

  private Amounts() {}

  static long tokens(double amount) {
    return Math.round(amount * ONE_TOKEN);
  }

  static long perToken(double amount) {
    return Math.round(amount * PER_TOKEN);
  }
}
