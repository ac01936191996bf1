package io.crossfade.server.store;

import io.crossfade.core.config.StoreConfig;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A session that keeps everybody else away from the table of events.
 *
 * @param session open, within a transaction
 */
record LockedTable(Connection session) implements AutoCloseable {

  static LockedTable in(StoreConfig.Postgresql database) {
    try {
      Connection session = PostgresqlServer.at(database).source().getConnection();
      session.setAutoCommit(false);
      try (Statement statement = session.createStatement()) {
        statement.execute("LOCK TABLE events IN ACCESS EXCLUSIVE MODE");
      }
      return new LockedTable(session);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
