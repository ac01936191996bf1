package io.crossfade.metrics.window;

import io.crossfade.core.fault.Outcome;
import io.crossfade.metrics.duration.Yardstick;
import org.jspecify.annotations.Nullable;

/**
 * How fast one unit of evidence is, decided once and as soon as it is known: a first token that is
 * still missing, or an answer still incomplete, when the unit's age passes what either arm is
 * granted is slow then and there. Held against the thresholds of its beginning. Used on its loop.
 */
public final class Unit {
  /** Longer than anything, for what is late already. */
  private static final long NEVER = Long.MAX_VALUE;

  private final ArmWindow window;
  private final Yardstick latency;
  private final Yardstick ttft;
  private final long startedNanos;
  private boolean latencyOpen;
  private boolean ttftOpen;

  /** Where it is among those under way; null while it is not. */
  @Nullable InFlight home;

  @Nullable Unit before;
  @Nullable Unit after;

  Unit(ArmWindow window, Yardstick latency, Yardstick ttft, long startedNanos) {
    this.window = window;
    this.latency = latency;
    this.ttft = ttft;
    this.startedNanos = startedNanos;
    this.latencyOpen = latency.measures();
    this.ttftOpen = ttft.measures();
  }

  /**
   * The first content token of its first attempt came; later calls change nothing.
   *
   * @param nanos when it came
   */
  public void firstToken(long nanos) {
    if (ttftOpen) {
      firstTokenAfter(nanos - startedNanos);
    }
  }

  /**
   * It is over: a complete answer has its latency, a timeout was slow, and any other end says
   * nothing about speed.
   *
   * @param nowNanos when its last byte was handed to the caller
   */
  public void ended(Outcome outcome, long nowNanos) {
    if (outcome == Outcome.TIMEOUT) {
      decide(NEVER);
    } else if (latencyOpen && outcome == Outcome.OK) {
      answeredAfter(nowNanos - startedNanos);
    }
    latencyOpen = false;
    ttftOpen = false;
    if (home != null) {
      home.remove(this);
    }
  }

  /** Decides what its age decides by now. */
  void sweep(long nowNanos) {
    long age = nowNanos - startedNanos;
    if (ttftOpen && age > ttft.deadlineNanos()) {
      firstTokenAfter(NEVER);
    }
    if (latencyOpen && age > latency.deadlineNanos()) {
      answeredAfter(NEVER);
    }
  }

  /** Whether anything is left to be decided. */
  boolean open() {
    return latencyOpen || ttftOpen;
  }

  private void decide(long nanos) {
    if (ttftOpen) {
      firstTokenAfter(nanos);
    }
    if (latencyOpen) {
      answeredAfter(nanos);
    }
  }

  private void firstTokenAfter(long nanos) {
    ttftOpen = false;
    window.firstToken(ttft, nanos);
  }

  private void answeredAfter(long nanos) {
    latencyOpen = false;
    window.answered(latency, nanos);
  }
}
