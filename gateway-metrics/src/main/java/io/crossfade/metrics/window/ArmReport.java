package io.crossfade.metrics.window;

import io.crossfade.core.fault.Outcome;
import java.util.Map;

/**
 * One arm over one span of time, for eyes.
 *
 * @param units units of the error gates
 * @param failures of those, how many failed
 * @param outcomes calls by outcome
 * @param latency of plain answers
 * @param streamLatency of streamed answers, to their last byte
 * @param ttft of streamed answers, to their first content
 */
public record ArmReport(
    long units,
    long failures,
    Map<Outcome, Long> outcomes,
    Quantiles latency,
    Quantiles streamLatency,
    Quantiles ttft) {

  public ArmReport {
    outcomes = Map.copyOf(outcomes);
  }

  /** Failures per unit, {@code [0, 1]}; NaN without units. */
  public double errorRate() {
    return units == 0 ? Double.NaN : (double) failures / units;
  }

  /** Calls that ended. */
  public long calls() {
    return outcomes.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Share of calls that ended this way, {@code [0, 1]}; NaN without calls. */
  public double rate(Outcome outcome) {
    long calls = calls();
    return calls == 0 ? Double.NaN : (double) outcomes.getOrDefault(outcome, 0L) / calls;
  }
}
