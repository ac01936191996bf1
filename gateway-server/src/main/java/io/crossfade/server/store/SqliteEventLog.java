package io.crossfade.server.store;

import io.crossfade.metrics.cost.DayCost;
import io.crossfade.routing.migration.MigrationEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteDataSource;

/**
 * The log in an SQLite file. One connection writes, and is opened again after trouble; each read
 * opens its own, so a slow reader holds nobody up. No pool: there is nothing to share.
 */
public final class SqliteEventLog implements Store {
  private final Path file;
  private final SQLiteDataSource source;
  private final @Nullable StoreLock lock;
  private final @Nullable Object identity;
  private @Nullable Connection writer;

  private SqliteEventLog(Path file, SQLiteDataSource source, @Nullable StoreLock lock)
      throws IOException {
    this.file = file;
    this.source = source;
    this.lock = lock;
    this.identity = SqliteFile.identity(file);
  }

  /**
   * Opens a store for the one process that writes to it; makes folder and file when they are
   * missing.
   *
   * @throws StoreException when it is damaged, foreign, too new, in use or out of reach
   */
  public static SqliteEventLog open(Path file) {
    return Trouble.sorted(file, () -> openLocked(file));
  }

  /**
   * Opens an existing store beside the process that may be writing to it.
   *
   * @throws StoreException as {@link #open}, or of kind {@code GONE} when there is no such file
   */
  public static SqliteEventLog openReadOnly(Path file) {
    return Trouble.sorted(
        file,
        () -> {
          if (Files.notExists(file)) {
            throw new StoreException(StoreException.Kind.GONE, file, "there is no such file");
          }
          return checked(file, null);
        });
  }

  private static SqliteEventLog openLocked(Path file) throws IOException, SQLException {
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    StoreLock lock = StoreLock.acquire(file);
    try {
      if (Files.notExists(file)) {
        SqliteFile.create(file);
      }
      return checked(file, lock);
    } catch (IOException | SQLException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private static SqliteEventLog checked(Path file, @Nullable StoreLock lock)
      throws IOException, SQLException {
    SqliteFile.checkHeader(file);
    SQLiteDataSource source = SqliteFile.source(file, lock == null);
    try (Connection connection = source.getConnection()) {
      SqliteFile.checkPages(connection, file);
    }
    if (lock == null) {
      Schema.check(source, file);
    } else {
      Schema.upgrade(source, file);
    }
    return new SqliteEventLog(file, source, lock);
  }

  @Override
  public synchronized void append(MigrationEvent event) {
    Trouble.sorted(
        file,
        () -> {
          refuseGone();
          try {
            EventTable.insert(writer(), event);
          } catch (SQLException e) {
            closeWriter();
            acceptRepeated(event, e);
          }
          return event;
        });
  }

  /** SQLite would go on writing to a deleted file without a word. */
  private void refuseGone() {
    Object now = null;
    try {
      now = SqliteFile.identity(file);
    } catch (IOException e) {
      throw new StoreException(StoreException.Kind.GONE, file, "is no longer there", e);
    }
    if (!Objects.equals(now, identity)) {
      throw new StoreException(StoreException.Kind.GONE, file, "is another file than before");
    }
  }

  /**
   * Checkpoints after every commit: events are rare, and what lies in the database itself survives
   * a lost or damaged write-ahead log, which SQLite would pass over in silence.
   */
  private Connection writer() throws SQLException {
    if (writer == null) {
      writer = source.getConnection();
      try (Statement statement = writer.createStatement()) {
        statement.execute("PRAGMA wal_autocheckpoint = 1");
      }
    }
    return writer;
  }

  private void acceptRepeated(MigrationEvent event, SQLException refusal) throws SQLException {
    boolean conflict = Trouble.of(refusal, file).kind() == StoreException.Kind.CONFLICT;
    if (!conflict || !read(event.migration()).contains(event)) {
      throw refusal;
    }
  }

  @Override
  public synchronized void forget(String migration, List<Long> seqs) {
    Trouble.sorted(
        file,
        () -> {
          refuseGone();
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
        file,
        () -> {
          refuseGone();
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
        file,
        () -> {
          try (Connection connection = source.getConnection()) {
            return query.ask(connection);
          }
        });
  }

  private void closeWriter() throws SQLException {
    Connection open = writer;
    writer = null;
    if (open != null) {
      open.close();
    }
  }

  @Override
  public synchronized void close() {
    Trouble.sorted(
        file,
        () -> {
          closeWriter();
          if (lock != null) {
            lock.close();
          }
          return file;
        });
  }
}
