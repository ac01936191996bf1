package io.crossfade.server.gateway;

import java.util.Objects;

/** Which build this is. */
final class Version {
  static final String CURRENT =
      Objects.requireNonNullElse(Version.class.getPackage().getImplementationVersion(), "dev");

  private Version() {}
}
