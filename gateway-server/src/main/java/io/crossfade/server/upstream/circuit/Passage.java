package io.crossfade.server.upstream.circuit;

import io.crossfade.core.fault.FaultKind;
import org.jspecify.annotations.Nullable;

/** One attempt that was let through, which tells its circuit what became of it. */
public final class Passage {
  private final Circuit circuit;
  private final Kind kind;
  private final long turn;

  /** Why it was let through. */
  enum Kind {
    /** The circuit was closed. */
    FREE,
    /** To find out whether the provider answers again. */
    TRIAL,
    /** Because nobody else could have answered the call. */
    LAST_RESORT
  }

  Passage(Circuit circuit, Kind kind, long turn) {
    this.circuit = circuit;
    this.kind = kind;
    this.turn = turn;
  }

  /** The provider has answered; what, is not the circuit's affair. */
  public void answered() {
    circuit.answered(this);
  }

  /**
   * The attempt failed.
   *
   * @param retryAfterMillis wait the provider asked for, or null
   */
  public void failed(FaultKind how, long nowNanos, @Nullable Long retryAfterMillis) {
    if (saysUnreachable(how)) {
      circuit.failed(this, nowNanos, retryAfterMillis);
    }
  }

  Kind kind() {
    return kind;
  }

  long turn() {
    return turn;
  }

  /** A provider that hangs or errs may do so for one prompt only; one that is away does not. */
  private static boolean saysUnreachable(FaultKind how) {
    return switch (how) {
      case CONNECT_FAILED, CONNECT_TIMEOUT, CONNECTION_LOST, PROVIDER_OVERLOADED -> true;
      default -> false;
    };
  }
}
