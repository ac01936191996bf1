package io.crossfade.server.store;

import static io.crossfade.server.store.Events.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossfade.routing.migration.MigrationEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SqliteEventLogTest {
  @TempDir private Path data;
  private Path file;

  @BeforeEach
  void locate() {
    file = data.resolve("state/crossfade.db");
  }

  @Test
  void append_anyEvent_isReadBackEqual() {
    MigrationEvent odd =
        new MigrationEvent(
            1, "é'\n", Instant.EPOCH, "o\"p", "Tick", "{\"a\":\"日本\"}", "", "draft", 0, "", 7);
    try (EventLog log = SqliteEventLog.open(file)) {
      log.append(odd);
      assertThat(log.readAll()).containsExactly(odd);
    }
  }

  @Test
  void append_thenReopen_keepsOrderAndNames() {
    try (EventLog log = SqliteEventLog.open(file)) {
      log.append(event("b", 1));
      log.append(event("a", 1));
      log.append(event("b", 2));
    }
    try (EventLog log = SqliteEventLog.open(file)) {
      assertThat(log.readAll()).containsExactly(event("b", 1), event("a", 1), event("b", 2));
      assertThat(log.read("b")).containsExactly(event("b", 1), event("b", 2));
      assertThat(log.migrations()).containsExactly("b", "a");
    }
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
  void append_sameEventAgain_changesNothing() {
    try (EventLog log = SqliteEventLog.open(file)) {
      log.append(event("a", 1));
      log.append(event("a", 1));
      assertThat(log.readAll()).hasSize(1);
    }
  }

  @Test
  void append_gapInSeq_isRefused() {
    try (EventLog log = SqliteEventLog.open(file)) {
      log.append(event("a", 1));
      assertTrouble(() -> log.append(event("a", 3)), StoreException.Kind.CONFLICT);
      assertThat(log.readAll()).hasSize(1);
    }
  }

  @Test
  void events_changedFromOutside_areRefusedBySchema() throws SQLException {
    try (EventLog log = SqliteEventLog.open(file)) {
      log.append(event("a", 1));
      for (String sql : new String[] {"DELETE FROM events", "UPDATE events SET seq = 9"}) {
        assertThatThrownBy(() -> execute(sql)).hasMessageContaining("append-only");
      }
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
  void open_secondWriter_isRefusedWithTheHolder() {
    try (EventLog first = SqliteEventLog.open(file)) {
      first.append(event("a", 1));
      assertThatThrownBy(() -> SqliteEventLog.open(file))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("process " + ProcessHandle.current().pid());
    }
    SqliteEventLog.open(file).close();
  }

  @Test
  void openReadOnly_besideTheWriter_seesEventsAndWritesNone() {
    try (EventLog writer = SqliteEventLog.open(file);
        EventLog reader = SqliteEventLog.openReadOnly(file)) {
      writer.append(event("a", 1));
      assertThat(reader.readAll()).containsExactly(event("a", 1));
      assertThatThrownBy(() -> reader.append(event("a", 2))).isInstanceOf(StoreException.class);
    }
  }

  @Test
  void openReadOnly_missingFile_isNotCreated() {
    assertTrouble(() -> SqliteEventLog.openReadOnly(file), StoreException.Kind.GONE);
    assertThat(file).doesNotExist();
  }

  private void execute(String sql) throws SQLException {
    try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = other.createStatement()) {
      statement.execute(sql);
    }
  }

  static void assertTrouble(Runnable work, StoreException.Kind kind) {
    assertThatThrownBy(work::run)
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.kind()).as(e.getMessage()).isEqualTo(kind));
  }
}
