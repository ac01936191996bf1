package io.crossfade.metrics.window;

import io.crossfade.core.fault.Outcome;
import java.util.EnumMap;
import java.util.Map;

/**
 * One arm's tallies over all loops at one moment, or the difference of two such moments.
 *
 * @param outcomes calls by outcome; zeros may be missing
 */
record Tally(
    ArmSums sums, Map<Outcome, Long> outcomes, Spread latency, Spread streamLatency, Spread ttft) {

  static final Tally ZERO = new Merge().tally(ArmSums.ZERO);

  Tally minus(Tally earlier) {
    Map<Outcome, Long> since = new EnumMap<>(Outcome.class);
    outcomes.forEach(
        (outcome, calls) -> since.put(outcome, calls - earlier.outcomes.getOrDefault(outcome, 0L)));
    return new Tally(
        sums.minus(earlier.sums),
        since,
        latency.minus(earlier.latency),
        streamLatency.minus(earlier.streamLatency),
        ttft.minus(earlier.ttft));
  }

  ArmReport report() {
    return new ArmReport(
        sums.units(),
        sums.failures(),
        outcomes,
        latency.quantiles(),
        streamLatency.quantiles(),
        ttft.quantiles());
  }

  /** Adds up loops; lives on the reading thread's stack. */
  static final class Merge {
    final Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
    final int[] latency = new int[Durations.BUCKETS];
    final int[] streamLatency = new int[Durations.BUCKETS];
    final int[] ttft = new int[Durations.BUCKETS];

    Tally tally(ArmSums sums) {
      return new Tally(
          sums, outcomes, new Spread(latency), new Spread(streamLatency), new Spread(ttft));
    }
  }
}
