package io.crossfade.core;

import java.util.Locale;

/** The two sides of a migration, and the place of calls that belong to none. */
public enum Arm {
  /** The model or provider that served everything before the migration began. */
  CONTROL,
  /** The model or provider traffic is moving to. */
  CANDIDATE,
  /** Outside every migration, or refused before routing. */
  NONE;

  private final String label = name().toLowerCase(Locale.ROOT);

  /** The name users see in headers, metrics and logs. */
  public String label() {
    return label;
  }
}
