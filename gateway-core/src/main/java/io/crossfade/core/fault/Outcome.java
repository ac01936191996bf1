package io.crossfade.core.fault;

import java.util.Locale;

/**
 * How an attempt or a call ended, from the point of view of the arm that earned it. A closed set,
 * because it is a metric label; what each value means as evidence is {@link Evidence}.
 */
public enum Outcome {
  OK,
  CLIENT_ERROR,
  RATE_LIMITED,
  SERVER_ERROR,
  TIMEOUT,
  UNAVAILABLE,
  STREAM_BROKEN,
  CANCELLED,
  GATEWAY_ERROR;

  private final String label = name().toLowerCase(Locale.ROOT);

  /** The name users see in metrics and logs. */
  public String label() {
    return label;
  }
}
