package io.crossfade.server.store;

import static io.crossfade.server.store.StoreException.Kind.BUSY;
import static io.crossfade.server.store.StoreException.Kind.CONFLICT;
import static io.crossfade.server.store.StoreException.Kind.DAMAGED;
import static io.crossfade.server.store.StoreException.Kind.FULL;
import static io.crossfade.server.store.StoreException.Kind.REFUSED;
import static io.crossfade.server.store.StoreException.Kind.UNREACHABLE;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Objects;
import org.postgresql.util.PSQLException;
import org.sqlite.SQLiteErrorCode;

/** Sorts what databases say into what an operator can do about it. */
final class Trouble {
  /** The low byte of an extended code is its primary code. */
  private static final int PRIMARY = 0xff;

  private static final int CLASS = 2;

  private Trouble() {}

  /** Something that touches the disk or the network. */
  interface Work<T> {
    T run() throws SQLException, IOException;
  }

  /**
   * Runs it, with whatever goes wrong sorted.
   *
   * @param store where, for the message
   */
  static <T> T sorted(Object store, Work<T> work) {
    try {
      return work.run();
    } catch (SQLException e) {
      throw of(e, store);
    } catch (IOException e) {
      throw new StoreException(
          UNREACHABLE, store, "cannot be read or written (%s)".formatted(e), e);
    }
  }

  static StoreException of(SQLException e, Object store) {
    return e instanceof PSQLException
        ? new StoreException(postgresql(e), store, "PostgreSQL reports " + oneLine(e), e)
        : new StoreException(sqlite(e), store, "SQLite reports " + oneLine(e), e);
  }

  private static String oneLine(SQLException e) {
    return Objects.requireNonNullElse(e.getMessage(), "nothing").replaceAll("\\s+", " ");
  }

  private static StoreException.Kind sqlite(SQLException e) {
    return switch (SQLiteErrorCode.getErrorCode(e.getErrorCode() & PRIMARY)) {
      case SQLITE_CORRUPT, SQLITE_NOTADB -> DAMAGED;
      case SQLITE_BUSY, SQLITE_LOCKED -> BUSY;
      case SQLITE_FULL -> FULL;
      case SQLITE_CONSTRAINT -> CONFLICT;
      default -> UNREACHABLE;
    };
  }

  /**
   * By SQLSTATE, <a href="https://www.postgresql.org/docs/current/errcodes-appendix.html">A</a>.
   */
  private static StoreException.Kind postgresql(SQLException e) {
    String state = Objects.requireNonNullElse(e.getSQLState(), "");
    if (state.equals("53100")) {
      return FULL;
    }
    return switch (state.substring(0, Math.min(CLASS, state.length()))) {
      case "23" -> CONFLICT;
      case "28", "3D", "42" -> REFUSED;
      case "40", "55" -> BUSY;
      case "XX" -> DAMAGED;
      default -> UNREACHABLE;
    };
  }
}
