package io.crossfade.core.config;

import org.jspecify.annotations.Nullable;

/** Where state lives. {@code toString} gives the address back, without the password. */
public sealed interface StoreConfig {

  /**
   * A file for one process.
   *
   * @param file as written; a relative one lies in the data folder
   */
  record Sqlite(String file) implements StoreConfig {
    public static final Sqlite DEFAULT = new Sqlite("crossfade.db");

    @Override
    public String toString() {
      return "sqlite:" + file;
    }
  }

  /**
   * A database server.
   *
   * @param host name or address
   * @param port 1 to 65535
   * @param database whose default schema holds the tables
   * @param user to log in as
   * @param password {@link Secret.Value} or {@link Secret.Absent}
   * @param sslMode {@code disable} to {@code verify-full} as libpq knows them, or null for the
   *     driver's own choice
   */
  record Postgresql(
      String host,
      int port,
      String database,
      String user,
      Secret password,
      @Nullable String sslMode)
      implements StoreConfig {
    @Override
    public String toString() {
      String secret = password instanceof Secret.Value value ? ":" + value : "";
      String ssl = sslMode == null ? "" : "?sslmode=" + sslMode;
      return "postgresql://%s%s@%s:%d/%s%s".formatted(user, secret, host, port, database, ssl);
    }
  }
}
