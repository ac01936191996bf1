package io.crossfade.server.upstream.circuit;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.crossfade.core.config.ProviderConfig.CircuitLimits;
import io.crossfade.server.upstream.circuit.Passage.Kind;
import org.jspecify.annotations.Nullable;

/**
 * What a circuit knows; every change is a function of the time and of what happened.
 *
 * <p>It opens only for a provider that is gone: for {@link CircuitLimits#failures} failures in a
 * row that span {@link CircuitLimits#overMillis} without one answer between them. So a blip, or a
 * provider of which every second answer fails, never opens it. While it is open, one trial goes out
 * each time the wait is over, and every trial that fails doubles the wait.
 */
sealed interface CircuitState {

  /** Calls let through before the last change between open and closed prove nothing any more. */
  long turn();

  /** The state after an attempt of this turn was answered. */
  CircuitState answered();

  /** The state after an attempt of this turn found the provider unreachable. */
  CircuitState failed(Failed failed, CircuitLimits limits);

  /**
   * An attempt that found nobody.
   *
   * @param why it had been let through
   * @param retryAfterMillis wait the provider asked for, or null
   */
  record Failed(Kind why, long nowNanos, @Nullable Long retryAfterMillis) {}

  /**
   * Lets everything through.
   *
   * @param failures since the last answer
   * @param sinceNanos when the first of them was
   */
  record Closed(long turn, int failures, long sinceNanos) implements CircuitState {

    @Override
    public CircuitState answered() {
      return failures == 0 ? this : new Closed(turn, 0, 0);
    }

    @Override
    public CircuitState failed(Failed failed, CircuitLimits limits) {
      long since = failures == 0 ? failed.nowNanos() : sinceNanos;
      Closed more = new Closed(turn, failures + 1, since);
      boolean gone =
          more.failures() >= limits.failures()
              && failed.nowNanos() - since >= MILLISECONDS.toNanos(limits.overMillis());
      return gone && limits.failures() > 0 ? more.opened(failed, limits) : more;
    }

    private Open opened(Failed failed, CircuitLimits limits) {
      long wait = Open.bounded(limits.openMillis(), failed.retryAfterMillis(), limits);
      long trial = failed.nowNanos() + MILLISECONDS.toNanos(wait);
      return new Open(turn + 1, wait, trial, failed.nowNanos());
    }
  }

  /**
   * Lets trials through.
   *
   * @param waitMillis between trials
   * @param trialNanos when the next one may go
   * @param lastResortNanos when a call may go that nobody else could answer
   */
  record Open(long turn, long waitMillis, long trialNanos, long lastResortNanos)
      implements CircuitState {
    private static final long LAST_RESORT_NANOS = MILLISECONDS.toNanos(100);

    @Override
    public CircuitState answered() {
      return new Closed(turn + 1, 0, 0);
    }

    @Override
    public CircuitState failed(Failed failed, CircuitLimits limits) {
      if (failed.why() != Kind.TRIAL) {
        return this;
      }
      long wait = bounded(2 * waitMillis, failed.retryAfterMillis(), limits);
      long trial = failed.nowNanos() + MILLISECONDS.toNanos(wait);
      return new Open(turn, wait, trial, lastResortNanos);
    }

    boolean trialDue(long nowNanos) {
      return nowNanos - trialNanos >= 0;
    }

    boolean lastResortDue(long nowNanos) {
      return nowNanos - lastResortNanos >= 0;
    }

    /** One trial is out; the next one follows even if nothing is ever heard of it. */
    Open tried(long nowNanos) {
      return new Open(
          turn, waitMillis, nowNanos + MILLISECONDS.toNanos(waitMillis), lastResortNanos);
    }

    Open lastResortTaken(long nowNanos) {
      return new Open(turn, waitMillis, trialNanos, nowNanos + LAST_RESORT_NANOS);
    }

    private static long bounded(long millis, @Nullable Long asked, CircuitLimits limits) {
      return Math.min(asked == null ? millis : Math.max(millis, asked), limits.maxOpenMillis());
    }
  }
}
