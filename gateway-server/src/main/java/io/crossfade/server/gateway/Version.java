package io.crossfade.server.gateway;

import java.util.Objects;

/** Which build this is. */
public final class Version {
  /** Version of the jar, or {@code dev} outside one. */
  public static final String CURRENT =
      Objects.requireNonNullElse(Version.class.getPackage().getImplementationVersion(), "dev");

  private Version() {}
}
