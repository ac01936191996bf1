package io.crossfade.server.store;

import io.crossfade.core.config.StoreConfig;
import java.nio.file.Path;

/** Opens the store that the configuration names. */
public final class EventLogs {
  private EventLogs() {}

  /**
   * Opens a store for the one process that writes to it; makes what is missing of it.
   *
   * @param data the data folder, in which a relative SQLite file lies
   * @throws StoreException when it is damaged, foreign, too new, in use or out of reach
   */
  public static Store open(StoreConfig store, Path data) {
    return switch (store) {
      case StoreConfig.Sqlite sqlite -> SqliteEventLog.open(file(sqlite, data));
      case StoreConfig.Postgresql postgresql -> PostgresqlEventLog.open(postgresql);
    };
  }

  /**
   * Opens an existing store beside the process that may be writing to it.
   *
   * @throws StoreException as {@link #open}, or of kind {@code GONE} when there is none
   */
  public static EventLog openReadOnly(StoreConfig store, Path data) {
    return switch (store) {
      case StoreConfig.Sqlite sqlite -> SqliteEventLog.openReadOnly(file(sqlite, data));
      case StoreConfig.Postgresql postgresql -> PostgresqlEventLog.openReadOnly(postgresql);
    };
  }

  /** Where a store is, for people; without the password. */
  public static String place(StoreConfig store, Path data) {
    return switch (store) {
      case StoreConfig.Sqlite sqlite -> file(sqlite, data).toString();
      case StoreConfig.Postgresql postgresql -> postgresql.toString();
    };
  }

  private static Path file(StoreConfig.Sqlite store, Path data) {
    return data.resolve(store.file()).toAbsolutePath().normalize();
  }
}
