package io.crossfade.server.relay;

import io.crossfade.core.config.ProviderConfig.Retries;
import io.crossfade.core.fault.FaultKind;
import org.jspecify.annotations.Nullable;

/** Whether, and how soon, the same target is asked again. */
final class Retrying {
  private static final long FIRST_WAIT_MILLIS = 100;
  static final long NEVER = -1;

  private Retrying() {}

  /**
   * Returns the wait before the next attempt in milliseconds, or {@link #NEVER}.
   *
   * @param made attempts at this target so far
   * @param askedMillis the provider's own {@code retry-after} in milliseconds, or null
   */
  static long waitMillis(Retries retries, FaultKind kind, int made, @Nullable Long askedMillis) {
    if (made > retries.max() || !kind.retryable() || !retries.on().contains(family(kind))) {
      return NEVER;
    }
    if (askedMillis != null) {
      return askedMillis <= retries.maxWaitMillis() ? askedMillis : NEVER;
    }
    long backoff = FIRST_WAIT_MILLIS << Math.min(made - 1, 10);
    return immediate(kind) ? 0 : Math.min(backoff, retries.maxWaitMillis());
  }

  /** Nothing is gained by waiting for a connection that was lost; another one may be whole. */
  private static boolean immediate(FaultKind kind) {
    return kind == FaultKind.CONNECTION_LOST;
  }

  private static String family(FaultKind kind) {
    return switch (kind) {
      case CONNECT_FAILED, CONNECT_TIMEOUT, CONNECTION_LOST -> "connect";
      case RATE_LIMITED -> "429";
      default -> "5xx";
    };
  }
}
