package io.crossfade.server.store;

import static io.crossfade.server.store.Events.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract, and what only a file can do to us. */
final class SqliteEventLogTest extends EventLogContract {
  @TempDir private Path data;
  private Path file;

  @BeforeEach
  void locate() {
    file = data.resolve("state/crossfade.db");
  }

  @Test
  void append_withoutClose_isInACopyTakenAtOnce() throws IOException {
    Path copy = data.resolve("copy.db");
    try (EventLog log = SqliteEventLog.open(file)) {
      log.append(event("a", 1));
      Files.copy(file, copy);
    }
    try (EventLog log = SqliteEventLog.open(copy)) {
      assertThat(log.readAll()).containsExactly(event("a", 1));
    }
  }

  @Test
  void open_storeOfTheFirstRelease_isBroughtUpToDate() throws IOException, SQLException {
    Files.createDirectories(data.resolve("state"));
    Flyway.configure()
        .dataSource(SqliteFile.source(file, false))
        .locations("classpath:db/store")
        .target("1")
        .load()
        .migrate();
    execute("PRAGMA application_id = " + 0x58464445);
    execute("PRAGMA user_version = 1");
    try (EventLog log = SqliteEventLog.open(file)) {
      log.append(event("a", 1));
      log.append(event("a", 2));
      assertThatThrownBy(() -> log.forget("a", List.of(2L))).hasMessageContaining("append-only");
    }
  }

  @Test
  void append_fileDeletedOrReplaced_isGoneUntilItIsBack() throws IOException {
    try (EventLog log = SqliteEventLog.open(file)) {
      log.append(event("a", 1));
      Path away = Files.move(data.resolve("state"), data.resolve("away"));
      assertTrouble(() -> log.append(event("a", 2)), StoreException.Kind.GONE);
      Files.createDirectory(data.resolve("state"));
      Files.writeString(file, "");
      assertTrouble(() -> log.append(event("a", 2)), StoreException.Kind.GONE);
      Files.delete(file);
      Files.delete(data.resolve("state"));
      Files.move(away, data.resolve("state"));
      log.append(event("a", 2));
      assertThat(log.readAll()).hasSize(2);
    }
  }

  @Test
  void append_lockedBySomebody_isBusyThenWorks() throws SQLException {
    try (EventLog log = SqliteEventLog.open(file)) {
      try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
          Statement statement = other.createStatement()) {
        statement.execute("BEGIN IMMEDIATE");
        assertTrouble(() -> log.append(event("a", 1)), StoreException.Kind.BUSY);
      }
      log.append(event("a", 1));
      assertThat(log.readAll()).hasSize(1);
    }
  }

  @Test
  void openReadOnly_missingFile_isNotCreated() {
    assertTrouble(() -> SqliteEventLog.openReadOnly(file), StoreException.Kind.GONE);
    assertThat(file).doesNotExist();
  }

  @Override
  Store open() {
    return SqliteEventLog.open(file);
  }

  @Override
  EventLog openReadOnly() {
    return SqliteEventLog.openReadOnly(file);
  }

  @Override
  void execute(String sql) throws SQLException {
    try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = other.createStatement()) {
      statement.execute(sql);
    }
  }
}
