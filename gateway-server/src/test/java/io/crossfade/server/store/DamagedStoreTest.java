package io.crossfade.server.store;

import static io.crossfade.server.store.Events.event;
import static io.crossfade.server.store.SqliteEventLogTest.assertTrouble;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is wrong with the file, the answer is a message, never an empty history. */
final class DamagedStoreTest {
  @TempDir private static Path shelf;
  @TempDir private Path data;
  private Path file;

  @BeforeAll
  static void fill() {
    try (EventLog log = SqliteEventLog.open(shelf.resolve("whole.db"))) {
      for (int seq = 1; seq <= 200; seq++) {
        log.append(event("m", seq));
      }
    }
  }

  @BeforeEach
  void copy() throws IOException {
    file = Files.copy(shelf.resolve("whole.db"), data.resolve("crossfade.db"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 50, 99, 100, 4_000, 4_096, 8_192, 20_000})
  void open_truncatedFile_isDamaged(int length) throws IOException {
    Files.write(file, Arrays.copyOf(Files.readAllBytes(file), length));
    assertTrouble(() -> SqliteEventLog.open(file), StoreException.Kind.DAMAGED);
    assertThat(Files.size(file)).isEqualTo(length);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 4_096, 8_192, 12_288})
  void open_overwrittenPage_isDamaged(int offset) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    Arrays.fill(bytes, offset, offset + 4_096, (byte) 0x5a);
    Files.write(file, bytes);
    assertTrouble(() -> SqliteEventLog.open(file), StoreException.Kind.DAMAGED);
    assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
  }

  @Test
  void open_textFile_isDamagedAndSaysWhatToDo() throws IOException {
    Files.writeString(file, "store".repeat(1_000));
    assertThatThrownBy(() -> SqliteEventLog.open(file))
        .hasMessageContaining(file.toString())
        .hasMessageContaining("is not an SQLite database")
        .hasMessageContaining("backup");
  }

  @Test
  void open_deletedFileWithItsLogLeft_isDamaged() throws IOException {
    Files.delete(file);
    Files.writeString(data.resolve("crossfade.db-wal"), "frames");
    assertTrouble(() -> SqliteEventLog.open(file), StoreException.Kind.DAMAGED);
    assertThat(file).doesNotExist();
  }

  @Test
  void open_otherProgramsDatabase_isLeftAlone() throws SQLException {
    Path other = data.resolve("other.db");
    execute(other, "CREATE TABLE songs (title TEXT)");
    assertTrouble(() -> SqliteEventLog.open(other), StoreException.Kind.FOREIGN);
  }

  @Test
  void open_newerSchema_isRefused() throws SQLException {
    execute(file, "PRAGMA user_version = " + (Schema.VERSION + 1));
    assertTrouble(() -> SqliteEventLog.open(file), StoreException.Kind.NEWER);
  }

  @Test
  void open_afterRefusal_doesNotHoldTheLock() throws SQLException {
    execute(file, "PRAGMA user_version = " + (Schema.VERSION + 1));
    assertTrouble(() -> SqliteEventLog.open(file), StoreException.Kind.NEWER);
    execute(file, "PRAGMA user_version = " + Schema.VERSION);
    SqliteEventLog.open(file).close();
  }

  @Test
  void open_halfMadeNewStore_startsOver() throws IOException {
    Path fresh = data.resolve("fresh.db");
    Files.writeString(data.resolve("fresh.db.new"), "half");
    Files.writeString(data.resolve("fresh.db.new-wal"), "half");
    try (EventLog log = SqliteEventLog.open(fresh)) {
      assertThat(log.readAll()).isEmpty();
    }
  }

  @Test
  void open_dataFolderIsAFile_isUnreachable() throws IOException {
    Path blocked = Files.writeString(data.resolve("blocked"), "");
    assertTrouble(
        () -> SqliteEventLog.open(blocked.resolve("crossfade.db")),
        StoreException.Kind.UNREACHABLE);
  }

  private static void execute(Path file, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
