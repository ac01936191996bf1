package io.crossfade.server.store;

import static io.crossfade.server.store.StoreException.Kind.BUSY;
import static io.crossfade.server.store.StoreException.Kind.CONFLICT;
import static io.crossfade.server.store.StoreException.Kind.DAMAGED;
import static io.crossfade.server.store.StoreException.Kind.FULL;
import static io.crossfade.server.store.StoreException.Kind.UNREACHABLE;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;

/** Sorts SQLite's result codes into what an operator can do about them. */
final class Trouble {
  /** The low byte of an extended code is its primary code. */
  private static final int PRIMARY = 0xff;

  private Trouble() {}

  /** Something that touches the disk. */
  interface Work<T> {
    T run() throws SQLException, IOException;
  }

  /** Runs it, with whatever goes wrong sorted. */
  static <T> T sorted(Path file, Work<T> work) {
    try {
      return work.run();
    } catch (SQLException e) {
      throw of(e, file);
    } catch (IOException e) {
      throw new StoreException(UNREACHABLE, file, "cannot be read or written (%s)".formatted(e), e);
    }
  }

  static StoreException of(SQLException e, Path file) {
    SQLiteErrorCode code = SQLiteErrorCode.getErrorCode(e.getErrorCode() & PRIMARY);
    StoreException.Kind kind =
        switch (code) {
          case SQLITE_CORRUPT, SQLITE_NOTADB -> DAMAGED;
          case SQLITE_BUSY, SQLITE_LOCKED -> BUSY;
          case SQLITE_FULL -> FULL;
          case SQLITE_CONSTRAINT -> CONFLICT;
          default -> UNREACHABLE;
        };
    return new StoreException(kind, file, "SQLite reports " + e.getMessage(), e);
  }
}
