package io.crossfade.metrics.window;

import io.crossfade.core.fault.Outcome;

/**
 * What one event loop saw of one arm in one step, for status page and API; decisions never read it.
 * Only that loop writes, without locks or allocation.
 */
public final class ArmTally {
  private final Cells outcomes = new Cells(Outcome.values().length);
  private final Durations latency = new Durations();
  private final Durations streamLatency = new Durations();
  private final Durations ttft = new Durations();

  /** Counts one call that ended; owning loop only. */
  public void ended(Outcome outcome) {
    outcomes.increment(cellOf(outcome));
  }

  /**
   * Notes how long one answered call took; owning loop only.
   *
   * @param stream whether the answer was a stream; the two are never mixed
   * @param nanos from accepting the request to its last byte
   */
  public void answered(boolean stream, long nanos) {
    (stream ? streamLatency : latency).add(nanos);
  }

  /**
   * Notes a stream's first content; owning loop only.
   *
   * @param nanos from accepting the request to the first content token
   */
  public void firstToken(long nanos) {
    ttft.add(nanos);
  }

  // The cells of an event loop are an array, and never leave this process.
  @SuppressWarnings("EnumOrdinal")
  private static int cellOf(Outcome outcome) {
    return outcome.ordinal();
  }

  void addTo(Tally.Merge merge) {
    for (Outcome outcome : Outcome.values()) {
      merge.outcomes.merge(outcome, outcomes.get(cellOf(outcome)), Long::sum);
    }
    latency.addTo(merge.latency);
    streamLatency.addTo(merge.streamLatency);
    ttft.addTo(merge.ttft);
  }
}
