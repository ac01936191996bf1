package io.crossfade.server.store;

import java.nio.file.Path;

/** Reads the {@code store} setting of the configuration. */
public final class StoreAddress {
  private static final String SQLITE = "sqlite:";

  private StoreAddress() {}

  /**
   * Returns the file a {@code store} setting names.
   *
   * @param setting {@code sqlite:FILE}; a relative file lies in the data folder
   * @param data the data folder
   * @throws StoreException of kind {@code UNSUPPORTED} for anything else
   */
  public static Path fileOf(String setting, Path data) {
    String file = setting.startsWith(SQLITE) ? setting.substring(SQLITE.length()) : "";
    if (file.isBlank()) {
      throw unsupported(setting);
    }
    return data.resolve(file).toAbsolutePath().normalize();
  }

  /** Names the scheme only: what follows may hold a password. */
  private static StoreException unsupported(String setting) {
    String scheme = setting.contains(":") ? setting.substring(0, setting.indexOf(':') + 1) : "";
    StoreException.Kind kind = StoreException.Kind.UNSUPPORTED;
    return new StoreException(
        kind, "store '%s…' cannot be opened; %s".formatted(scheme, kind.fix()), null);
  }
}
