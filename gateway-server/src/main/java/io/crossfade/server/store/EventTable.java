package io.crossfade.server.store;

import io.crossfade.routing.migration.MigrationEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The table {@code events} as records. Plain JDBC: four statements do not earn the third of a
 * second that a mapping library adds to each start.
 */
final class EventTable {
  private static final String COLUMNS =
      "seq, migration, at_millis, actor, event, payload, from_state, to_state, split_buckets,"
          + " config_hash, epoch";

  private EventTable() {}

  /** A question to the store. */
  interface Query<T> {
    T ask(Connection connection) throws SQLException;
  }

  static void insert(Connection connection, MigrationEvent event) throws SQLException {
    String sql = "INSERT INTO events (" + COLUMNS + ") VALUES (?,?,?,?,?,?,?,?,?,?,?)";
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      insert.setLong(1, event.seq());
      insert.setString(2, event.migration());
      insert.setLong(3, event.at().toEpochMilli());
      insert.setString(4, event.actor());
      insert.setString(5, event.event());
      insert.setString(6, event.payload());
      insert.setString(7, event.from());
      insert.setString(8, event.to());
      insert.setInt(9, event.splitBuckets());
      insert.setString(10, event.configHash());
      insert.setInt(11, event.epoch());
      insert.executeUpdate();
    }
  }

  /** All of them or none. */
  static void delete(Connection connection, String migration, List<Long> seqs) throws SQLException {
    String sql = "DELETE FROM events WHERE migration = ? AND seq = ?";
    connection.setAutoCommit(false);
    try (PreparedStatement delete = connection.prepareStatement(sql)) {
      for (long seq : seqs) {
        delete.setString(1, migration);
        delete.setLong(2, seq);
        delete.addBatch();
      }
      delete.executeBatch();
      connection.commit();
    } catch (SQLException e) {
      connection.rollback();
      throw e;
    } finally {
      connection.setAutoCommit(true);
    }
  }

  static List<MigrationEvent> all(Connection connection) throws SQLException {
    String sql = "SELECT " + COLUMNS + " FROM events ORDER BY id";
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      return events(select);
    }
  }

  static List<MigrationEvent> of(Connection connection, String migration) throws SQLException {
    String sql = "SELECT " + COLUMNS + " FROM events WHERE migration = ? ORDER BY seq";
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setString(1, migration);
      return events(select);
    }
  }

  static List<String> migrations(Connection connection) throws SQLException {
    String sql = "SELECT migration FROM events WHERE seq = 1 ORDER BY id";
    try (PreparedStatement select = connection.prepareStatement(sql);
        ResultSet rows = select.executeQuery()) {
      List<String> names = new ArrayList<>();
      while (rows.next()) {
        names.add(rows.getString(1));
      }
      return List.copyOf(names);
    }
  }

  private static List<MigrationEvent> events(PreparedStatement select) throws SQLException {
    try (ResultSet rows = select.executeQuery()) {
      List<MigrationEvent> events = new ArrayList<>();
      while (rows.next()) {
        events.add(event(rows));
      }
      return List.copyOf(events);
    }
  }

  private static MigrationEvent event(ResultSet row) throws SQLException {
    return new MigrationEvent(
        row.getLong(1),
        row.getString(2),
        Instant.ofEpochMilli(row.getLong(3)),
        row.getString(4),
        row.getString(5),
        row.getString(6),
        row.getString(7),
        row.getString(8),
        row.getInt(9),
        row.getString(10),
        row.getInt(11));
  }
}
