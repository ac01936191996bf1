package io.crossfade.server.tap;

import io.crossfade.core.Call;
import io.crossfade.core.Trace;
import io.crossfade.core.fault.Outcome;
import io.crossfade.metrics.export.ProviderStatus;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Whether each provider answers for each model it was asked for: it does not while no attempt has
 * succeeded for {@link #SILENCE} and at least {@value #FEWEST} in a row have failed. Event loops
 * write, one at a time per field, without locks; the control plane reads.
 */
public final class Availability implements Ledger {
  private static final Duration SILENCE = Duration.ofSeconds(30);
  private static final int FEWEST = 3;
  private static final int MOST_PAIRS = 2_000;

  private final Map<Pair, Cell> cells = new ConcurrentHashMap<>();
  private final ModelLabels labels;

  /** Nothing asked so far. */
  public Availability(ModelLabels labels) {
    this.labels = labels;
  }

  private record Pair(String provider, String model) {}

  /** What is known about one pair; a lost update between two loops costs one failure in a row. */
  private static final class Cell {
    private volatile long firstFailureNanos;
    private volatile int failures;

    void succeeded() {
      failures = 0;
    }

    void failed(long nowNanos) {
      int before = failures;
      if (before == 0) {
        firstFailureNanos = nowNanos;
      }
      failures = before + 1;
    }

    boolean available(long nowNanos) {
      return failures < FEWEST || nowNanos - firstFailureNanos < SILENCE.toNanos();
    }
  }

  @Override
  public void ended(Call call, long endedNanos) {
    for (Trace.Attempt attempt : call.trace().attempts()) {
      Cell cell = cell(new Pair(attempt.target().provider(), labels.of(attempt.model())));
      if (cell != null && failed(attempt.outcome())) {
        cell.failed(endedNanos);
      } else if (cell != null && answered(attempt.outcome())) {
        cell.succeeded();
      }
    }
  }

  /**
   * Every pair that was asked for so far; one thread at a time.
   *
   * @param declared providers of the configuration in force; all others are forgotten
   */
  public Collection<ProviderStatus> statuses(Set<String> declared, long nowNanos) {
    cells.keySet().removeIf(pair -> !declared.contains(pair.provider()));
    return cells.entrySet().stream()
        .map(
            entry ->
                new ProviderStatus(
                    entry.getKey().provider(),
                    entry.getKey().model(),
                    entry.getValue().available(nowNanos)))
        .toList();
  }

  /** The pair's cell; null for new pairs beyond a bound that only strange traffic reaches. */
  private @Nullable Cell cell(Pair pair) {
    Cell known = cells.get(pair);
    return known != null || cells.size() >= MOST_PAIRS
        ? known
        : cells.computeIfAbsent(pair, unknown -> new Cell());
  }

  private static boolean failed(Outcome outcome) {
    return switch (outcome) {
      case SERVER_ERROR, TIMEOUT, UNAVAILABLE, STREAM_BROKEN -> true;
      case OK, CLIENT_ERROR, RATE_LIMITED, CANCELLED, GATEWAY_ERROR -> false;
    };
  }

  /** Who refuses a request has heard it. */
  private static boolean answered(Outcome outcome) {
    return outcome == Outcome.OK || outcome == Outcome.CLIENT_ERROR;
  }
}
