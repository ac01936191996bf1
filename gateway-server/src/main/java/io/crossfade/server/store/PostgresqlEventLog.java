package io.crossfade.server.store;

import io.crossfade.core.config.StoreConfig;
import io.crossfade.metrics.cost.DayCost;
import io.crossfade.routing.migration.MigrationEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;

/**
 * The log in a PostgreSQL database. One connection writes, and is opened again after trouble; each
 * read opens its own. No pool: events are rare, and there is nothing to share.
 */
final class PostgresqlEventLog implements Store {
  /** Number of the last migration under {@code db/store-postgresql}. */
  static final int VERSION = 3;

  private final PostgresqlServer server;
  private @Nullable Connection writer;

  private PostgresqlEventLog(PostgresqlServer server, @Nullable Connection writer) {
    this.server = server;
    this.writer = writer;
  }

  /** Opens a store for the one process that writes to it; makes its tables when it has none. */
  static PostgresqlEventLog open(StoreConfig.Postgresql address) {
    PostgresqlServer server = PostgresqlServer.at(address);
    return Trouble.sorted(
        address,
        () -> {
          Connection writer = server.writer();
          try {
            upgrade(server, PostgresqlServer.version(writer));
            return new PostgresqlEventLog(server, writer);
          } catch (SQLException | RuntimeException e) {
            writer.close();
            throw e;
          }
        });
  }

  /** Opens an existing store beside the process that may be writing to it. */
  static PostgresqlEventLog openReadOnly(StoreConfig.Postgresql address) {
    PostgresqlServer server = PostgresqlServer.at(address);
    return Trouble.sorted(
        address,
        () -> {
          int version = checked(server, server.version());
          if (version == 0) {
            throw new StoreException(
                StoreException.Kind.GONE, address, "the database has no tables of ours yet");
          }
          return new PostgresqlEventLog(server, null);
        });
  }

  /** Refuses tables from the future; 0 where there are none. */
  private static int checked(PostgresqlServer server, Optional<String> version) {
    int number = version.map(Integer::valueOf).orElse(0);
    if (number > VERSION) {
      String what = "has schema %d, this version knows %d".formatted(number, VERSION);
      throw new StoreException(StoreException.Kind.NEWER, server.address(), what);
    }
    return number;
  }

  /** Only the holder of the right to write comes here, so no two processes do it at once. */
  private static void upgrade(PostgresqlServer server, Optional<String> version) {
    if (checked(server, version) == VERSION) {
      return;
    }
    try {
      Flyway.configure()
          .dataSource(server.source())
          .locations("classpath:db/store-postgresql")
          .baselineOnMigrate(true)
          .baselineVersion("0")
          .load()
          .migrate();
    } catch (FlywayException e) {
      throw new StoreException(
          StoreException.Kind.FOREIGN, server.address(), "our tables cannot be made in it", e);
    }
  }

  @Override
  public synchronized void append(MigrationEvent event) {
    Trouble.sorted(
        server.address(),
        () -> {
          try {
            EventTable.insert(writer(), event);
          } catch (SQLException e) {
            closeWriter();
            acceptRepeated(event, e);
          }
          return event;
        });
  }

  private Connection writer() throws SQLException {
    if (writer == null) {
      writer = server.writer();
    }
    return writer;
  }

  /** A connection lost after the commit leaves the event in the log, whatever it says. */
  private void acceptRepeated(MigrationEvent event, SQLException refusal) throws SQLException {
    boolean conflict = Trouble.of(refusal, server.address()).kind() == StoreException.Kind.CONFLICT;
    if (!conflict || !read(event.migration()).contains(event)) {
      throw refusal;
    }
  }

  private void closeWriter() throws SQLException {
    Connection open = writer;
    writer = null;
    if (open != null) {
      open.close();
    }
  }

  @Override
  public synchronized void forget(String migration, List<Long> seqs) {
    Trouble.sorted(
        server.address(),
        () -> {
          try {
            EventTable.delete(writer(), migration, seqs);
          } catch (SQLException e) {
            closeWriter();
            throw e;
          }
          return seqs;
        });
  }

  @Override
  public List<MigrationEvent> read(String migration) {
    return reading(connection -> EventTable.of(connection, migration));
  }

  @Override
  public List<MigrationEvent> readAll() {
    return reading(EventTable::all);
  }

  @Override
  public List<String> migrations() {
    return reading(EventTable::migrations);
  }

  @Override
  public synchronized void keepCosts(List<DayCost> costs, LocalDate today) {
    Trouble.sorted(
        server.address(),
        () -> {
          try {
            CostTable.keep(writer(), costs, today);
          } catch (SQLException e) {
            closeWriter();
            throw e;
          }
          return costs;
        });
  }

  @Override
  public List<DayCost> costs(LocalDate from, LocalDate to) {
    return reading(connection -> CostTable.between(connection, from, to));
  }

  private <T> T reading(EventTable.Query<T> query) {
    return Trouble.sorted(
        server.address(),
        () -> {
          try (Connection connection = server.source().getConnection()) {
            connection.setReadOnly(true);
            return query.ask(connection);
          }
        });
  }

  @Override
  public synchronized void close() {
    Trouble.sorted(
        server.address(),
        () -> {
          closeWriter();
          return server;
        });
  }
}
