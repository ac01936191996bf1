package io.crossfade.server.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * Brings a store to the tables this version works with.
 *
 * <p>The version is repeated in SQLite's own {@code user_version}, because Flyway takes a fifth of
 * a second to find out that there is nothing to do and most starts have nothing to do.
 */
final class Schema {
  /** Number of the last migration under {@code db/store}. */
  static final int VERSION = 3;

  /** "XFDE": tells a store from any other SQLite file. */
  private static final int APPLICATION_ID = 0x58464445;

  private Schema() {}

  /** Makes the tables in an empty database. */
  static void create(DataSource source, Path file) throws SQLException {
    flyway(source, file);
    sign(source);
  }

  /** Brings the tables of an existing store up to date, after a look at whose they are. */
  static void upgrade(DataSource source, Path file) throws SQLException {
    if (check(source, file) < VERSION) {
      create(source, file);
    }
  }

  /** Refuses a database that is not a store, or one from the future; returns its version. */
  static int check(DataSource source, Path file) throws SQLException {
    try (Connection connection = source.getConnection()) {
      int version = pragma(connection, "user_version");
      if (pragma(connection, "application_id") != APPLICATION_ID) {
        throw new StoreException(
            StoreException.Kind.FOREIGN, file, "is an SQLite database, but no Crossfade store");
      }
      if (version > VERSION) {
        String what = "has schema %d, this version knows %d".formatted(version, VERSION);
        throw new StoreException(StoreException.Kind.NEWER, file, what);
      }
      return version;
    }
  }

  private static void flyway(DataSource source, Path file) {
    try {
      Flyway.configure().dataSource(source).locations("classpath:db/store").load().migrate();
    } catch (FlywayException e) {
      throw new StoreException(
          StoreException.Kind.DAMAGED, file, "its tables cannot be brought up to date", e);
    }
  }

  private static void sign(DataSource source) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA application_id = " + APPLICATION_ID);
      statement.execute("PRAGMA user_version = " + VERSION);
    }
  }

  private static int pragma(Connection connection, String name) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("PRAGMA " + name)) {
      return row.next() ? row.getInt(1) : 0;
    }
  }
}
