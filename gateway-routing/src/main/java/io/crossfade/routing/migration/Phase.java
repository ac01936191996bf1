package io.crossfade.routing.migration;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The states of a migration; {@link #status} is the coarse view of the management API. */
public enum Phase {
  /** Nothing has happened under this name yet. */
  NONE("draft"),
  DRAFT("draft"),
  ANALYZED("analyzed"),
  SCHEDULED("scheduled"),
  SHADOWING("in_progress"),
  RUNNING("in_progress"),
  HOLDING("in_progress"),
  PAUSED("paused"),
  AWAITING_CONFIRMATION("awaiting_confirmation"),
  HOLDBACK("in_progress"),
  COMPLETED("completed"),
  ROLLED_BACK("rolled_back"),
  ABORTED("aborted");

  private final String label = name().toLowerCase(Locale.ROOT);
  private final String status;

  Phase(String status) {
    this.status = status;
  }

  /** The name in events, metrics and answers: {@code awaiting_confirmation}. */
  public String label() {
    return label;
  }

  /** {@code draft}, {@code analyzed}, {@code scheduled}, {@code in_progress}, and so on. */
  public String status() {
    return status;
  }

  public static Optional<Phase> of(String label) {
    return Arrays.stream(values()).filter(phase -> phase.label.equals(label)).findFirst();
  }
}
