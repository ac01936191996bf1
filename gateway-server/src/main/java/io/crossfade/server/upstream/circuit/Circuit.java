package io.crossfade.server.upstream.circuit;

import io.crossfade.core.config.ProviderConfig.CircuitLimits;
import io.crossfade.server.upstream.circuit.CircuitState.Closed;
import io.crossfade.server.upstream.circuit.CircuitState.Failed;
import io.crossfade.server.upstream.circuit.CircuitState.Open;
import io.crossfade.server.upstream.circuit.Passage.Kind;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Whether one provider may be asked for one model. Every event loop asks and tells, without locks;
 * while all is well that is one read.
 */
public final class Circuit {
  private final CircuitLimits limits;
  private final AtomicReference<CircuitState> state;
  private final AtomicLong openings = new AtomicLong();
  private volatile Passage free;

  Circuit(CircuitLimits limits) {
    this.limits = limits;
    this.state = new AtomicReference<>(new Closed(0, 0, 0));
    this.free = new Passage(this, Kind.FREE, 0);
  }

  /**
   * Lets an attempt through, or not.
   *
   * @param lastResort whether nobody else could answer the call: then up to ten a second go through
   *     an open circuit, so that a provider without a substitute is never cut off for long
   * @return null while the circuit is open
   */
  public @Nullable Passage pass(long nowNanos, boolean lastResort) {
    while (true) {
      CircuitState now = state();
      if (!(now instanceof Open open)) {
        return free(now.turn());
      }
      Kind why = why(open, nowNanos, lastResort);
      if (why == null) {
        return null;
      }
      Open after = why == Kind.TRIAL ? open.tried(nowNanos) : open.lastResortTaken(nowNanos);
      if (state.compareAndSet(open, after)) {
        return new Passage(this, why, open.turn());
      }
    }
  }

  /** Whether attempts are refused. */
  public boolean isOpen() {
    return state() instanceof Open;
  }

  /** How often it went from closed to open. */
  public long openings() {
    return openings.get();
  }

  /** How long until the next trial, in milliseconds, at least 1; 0 when closed. */
  public long waitMillis(long nowNanos) {
    return state() instanceof Open open
        ? Math.max(1, TimeUnit.NANOSECONDS.toMillis(open.trialNanos() - nowNanos))
        : 0;
  }

  void answered(Passage passage) {
    change(passage, CircuitState::answered);
  }

  void failed(Passage passage, long nowNanos, @Nullable Long retryAfterMillis) {
    Failed failed = new Failed(passage.kind(), nowNanos, retryAfterMillis);
    change(passage, now -> now.failed(failed, limits));
  }

  private void change(Passage passage, UnaryOperator<CircuitState> step) {
    CircuitState now = state();
    while (now.turn() == passage.turn()) {
      CircuitState after = step.apply(now);
      if (after.equals(now)) {
        return;
      }
      if (state.compareAndSet(now, after)) {
        if (now instanceof Closed && after instanceof Open) {
          openings.incrementAndGet();
        }
        return;
      }
      now = state();
    }
  }

  private CircuitState state() {
    return Objects.requireNonNull(state.get());
  }

  private static @Nullable Kind why(Open open, long nowNanos, boolean lastResort) {
    if (open.trialDue(nowNanos)) {
      return Kind.TRIAL;
    }
    return lastResort && open.lastResortDue(nowNanos) ? Kind.LAST_RESORT : null;
  }

  /** One for all attempts of a turn, so that nothing is allocated while all is well. */
  private Passage free(long turn) {
    Passage known = free;
    if (known.turn() != turn) {
      known = new Passage(this, Kind.FREE, turn);
      free = known;
    }
    return known;
  }
}
