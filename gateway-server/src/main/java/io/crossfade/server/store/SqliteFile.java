package io.crossfade.server.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * The file below a store: how it comes into being, and what must be true of it before it is used.
 *
 * <p>A new store is made whole under another name and moved into place, so an empty or half-made
 * file in that place is damage, never a start that was interrupted.
 */
final class SqliteFile {
  /**
   * What every SQLite database begins with; <a href="https://sqlite.org/fileformat2.html">§1.3</a>.
   */
  private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

  private static final int HEADER_BYTES = 100;
  private static final int BUSY_MILLIS = 1_000;

  private SqliteFile() {}

  /**
   * Returns a source of connections in WAL mode whose commits are on disk when they return.
   *
   * @param readOnly whether the file may be left exactly as it is
   */
  static SQLiteDataSource source(Path file, boolean readOnly) {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setBusyTimeout(BUSY_MILLIS);
    config.setReadOnly(readOnly);
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file);
    return source;
  }

  static void create(Path file) throws IOException, SQLException {
    refuseOrphans(file);
    Path fresh = beside(file, ".new");
    for (Path left : List.of(fresh, beside(fresh, "-wal"), beside(fresh, "-shm"))) {
      Files.deleteIfExists(left);
    }
    Schema.create(source(fresh, false), fresh);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    syncFolder(file);
  }

  /** A write-ahead log without its database is what is left of a store somebody deleted. */
  private static void refuseOrphans(Path file) throws IOException {
    Path wal = beside(file, "-wal");
    if (Files.exists(wal) && Files.size(wal) > 0) {
      throw damaged(file, "is missing, but its log " + wal.getFileName() + " is there", null);
    }
  }

  private static void syncFolder(Path file) throws IOException {
    Path folder = Objects.requireNonNull(file.getParent());
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** Refuses a file that SQLite might take for a new, empty database. */
  static void checkHeader(Path file) throws IOException {
    byte[] header;
    try (InputStream in = Files.newInputStream(file)) {
      header = in.readNBytes(HEADER_BYTES);
    }
    if (header.length < HEADER_BYTES) {
      throw damaged(file, "has only %d bytes".formatted(header.length), null);
    }
    for (int i = 0; i < MAGIC.length; i++) {
      if (header[i] != MAGIC[i]) {
        throw damaged(file, "is not an SQLite database", null);
      }
    }
  }

  /** Reads the whole file and refuses it at the first inconsistency. */
  static void checkPages(Connection connection, Path file) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("PRAGMA quick_check(1)")) {
      String found = rows.next() ? rows.getString(1) : "no answer";
      if (!found.equals("ok")) {
        throw damaged(file, "is damaged (%s)".formatted(found), null);
      }
    }
  }

  /** What makes a file the same file after a rename; null where the file system cannot say. */
  static @Nullable Object identity(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
  }

  static StoreException damaged(Path file, String what, @Nullable Throwable cause) {
    return new StoreException(StoreException.Kind.DAMAGED, file, what, cause);
  }

  private static Path beside(Path file, String suffix) {
    return file.resolveSibling(file.getFileName() + suffix);
  }
}
