package io.crossfade.metrics.export;

import java.util.Locale;

/** Why an upstream was asked; a closed set, because it is a metric label. */
public enum AttemptKind {
  FIRST,
  RETRY,
  FALLBACK,
  SHADOW,
  PROBE;

  private final String label = name().toLowerCase(Locale.ROOT);

  /** The name users see in metrics. */
  public String label() {
    return label;
  }
}
