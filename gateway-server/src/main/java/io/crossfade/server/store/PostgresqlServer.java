package io.crossfade.server.store;

import io.crossfade.core.config.Secret;
import io.crossfade.core.config.StoreConfig;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The server behind a store: how to connect, and the right to write, held by one process at a time.
 * The right is an advisory lock of the session, which the server takes back when the process dies
 * or is cut off.
 *
 * @param address for messages
 * @param source of connections whose commits are on disk when they return
 */
record PostgresqlServer(StoreConfig.Postgresql address, PGSimpleDataSource source) {
  /** Nobody waits for ever, though a firewall swallow every packet. */
  private static final Duration CONNECT = Duration.ofSeconds(5);

  private static final Duration ANSWER = Duration.ofSeconds(10);

  /** "XFDE", beside the schema: two stores in two schemas of one database have two locks. */
  private static final String LOCK = "1480999013, hashtext(current_schema())";

  /** A commit is on disk, no wait is for ever, and the death of our host is soon noticed. */
  private static final String SESSION =
      """
      SET synchronous_commit = on;
      SET lock_timeout = '3s';
      SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3\
      """;

  private static final String LOCK_TIMEOUT = "55P03";

  static PostgresqlServer at(StoreConfig.Postgresql address) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setServerNames(new String[] {address.host()});
    source.setPortNumbers(new int[] {address.port()});
    source.setDatabaseName(address.database());
    source.setUser(address.user());
    if (address.password() instanceof Secret.Value value) {
      source.setPassword(value.reveal());
    }
    if (address.sslMode() != null) {
      source.setSslMode(address.sslMode());
    }
    source.setConnectTimeout(Math.toIntExact(CONNECT.toSeconds()));
    source.setLoginTimeout(Math.toIntExact(CONNECT.toSeconds()));
    source.setSocketTimeout(Math.toIntExact(ANSWER.toSeconds()));
    source.setTcpKeepAlive(true);
    source.setApplicationName("crossfade process " + ProcessHandle.current().pid());
    return new PostgresqlServer(address, source);
  }

  /**
   * A connection that has the right to write, for as long as it is open. Waits a little for it: the
   * server may not have noticed yet that its last holder is dead.
   */
  Connection writer() throws SQLException {
    Connection connection = source.getConnection();
    try (Statement statement = connection.createStatement()) {
      statement.execute(SESSION);
      lock(statement);
      return connection;
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  private void lock(Statement statement) throws SQLException {
    try {
      statement.execute("SELECT pg_advisory_lock(%s)".formatted(LOCK));
    } catch (SQLException e) {
      if (!LOCK_TIMEOUT.equals(e.getSQLState())) {
        throw e;
      }
      throw new StoreException(
          StoreException.Kind.IN_USE, address, "%s is writing to it".formatted(holder(statement)));
    }
  }

  private static boolean isTrue(Statement statement, String question) throws SQLException {
    try (ResultSet row = statement.executeQuery(question)) {
      return row.next() && row.getBoolean(1);
    }
  }

  private static String holder(Statement statement) throws SQLException {
    String sql =
        """
        SELECT coalesce(a.application_name, '') || ' at ' || coalesce(host(a.client_addr), 'localhost')
        FROM pg_locks l JOIN pg_stat_activity a USING (pid)
        WHERE l.locktype = 'advisory' AND l.classid = 1480999013 AND l.granted\
        """;
    try (ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? row.getString(1) : "another process";
    }
  }

  /** The schema's version by Flyway's own table; empty where there is none. */
  Optional<String> version() throws SQLException {
    try (Connection connection = source.getConnection()) {
      return version(connection);
    }
  }

  static Optional<String> version(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      if (!isTrue(statement, "SELECT to_regclass('flyway_schema_history') IS NOT NULL")) {
        return Optional.empty();
      }
    }
    String sql =
        "SELECT version FROM flyway_schema_history WHERE success AND version IS NOT NULL"
            + " ORDER BY installed_rank DESC LIMIT 1";
    try (PreparedStatement select = connection.prepareStatement(sql);
        ResultSet row = select.executeQuery()) {
      return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
    }
  }
}
