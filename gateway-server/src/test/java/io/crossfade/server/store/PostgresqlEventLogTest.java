package io.crossfade.server.store;

import static io.crossfade.server.store.Events.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossfade.core.config.Secret;
import io.crossfade.core.config.StoreConfig;
import io.crossfade.server.testing.run.PostgresServer;
import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The contract, and what only a server can do to us. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PostgresqlEventLogTest extends EventLogContract {
  private PostgresServer server;
  private StoreConfig.Postgresql database;

  @BeforeAll
  void rise() {
    server = PostgresServer.start();
  }

  @AfterAll
  void fall() {
    if (server != null) {
      server.close();
    }
  }

  @BeforeEach
  void empty() {
    database = server.database();
  }

  @Override
  Store open() {
    return PostgresqlEventLog.open(database);
  }

  @Override
  EventLog openReadOnly() {
    return PostgresqlEventLog.openReadOnly(database);
  }

  @Override
  void execute(String sql) throws SQLException {
    try {
      server.execute(database.database(), sql);
    } catch (AssertionError e) {
      throw (SQLException) e.getCause();
    }
  }

  @Test
  void append_serverFallsAndRises_failsThenGoesOn() throws IOException {
    try (EventLog log = open()) {
      log.append(event("a", 1));
      server.fall();
      assertTrouble(() -> log.append(event("a", 2)), StoreException.Kind.UNREACHABLE);
      assertTrouble(() -> log.append(event("a", 2)), StoreException.Kind.UNREACHABLE);
      assertTrouble(log::readAll, StoreException.Kind.UNREACHABLE);
      server.rise();
      log.append(event("a", 2));
      assertThat(log.readAll()).containsExactly(event("a", 1), event("a", 2));
    }
  }

  @Test
  void append_sessionEndedByAnAdministrator_isTriedAgainAndWorks() {
    try (EventLog log = open()) {
      log.append(event("a", 1));
      server.execute(
          "postgres",
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '%s'"
              .formatted(database.database()));
      assertTrouble(() -> log.append(event("a", 2)), StoreException.Kind.UNREACHABLE);
      log.append(event("a", 2));
      assertThat(log.readAll()).hasSize(2);
    }
  }

  @Test
  void append_rightToWriteTakenMeanwhile_isRefused() throws IOException {
    try (EventLog log = open()) {
      server.fall();
      assertTrouble(() -> log.append(event("a", 1)), StoreException.Kind.UNREACHABLE);
      server.rise();
      try (EventLog other = open()) {
        other.append(event("a", 1));
        assertTrouble(() -> log.append(event("a", 1)), StoreException.Kind.IN_USE);
      }
    }
  }

  @Test
  void append_tableLocked_isAnErrorNotAHang() {
    try (EventLog log = open();
        LockedTable _ = LockedTable.in(database)) {
      assertTrouble(() -> log.append(event("a", 1)), StoreException.Kind.BUSY);
    }
  }

  @Test
  void open_wrongPassword_isRefusedAndTellsNoPassword() {
    StoreConfig.Postgresql wrong =
        new StoreConfig.Postgresql(
            database.host(),
            database.port(),
            database.database(),
            database.user(),
            new Secret.Value("PG_PASSWORD", "h1dden"),
            null);
    assertThatThrownBy(() -> PostgresqlEventLog.open(wrong))
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.kind()).isEqualTo(StoreException.Kind.REFUSED))
        .hasMessageContaining("postgresql://crossfade:${PG_PASSWORD}@127.0.0.1")
        .hasMessageContaining("check user, password")
        .hasMessageNotContaining("h1dden");
  }

  @Test
  void open_tablesFromTheFuture_areRefused() throws SQLException {
    open().close();
    execute(
        "UPDATE flyway_schema_history SET version = '99' WHERE version = '"
            + PostgresqlEventLog.VERSION
            + "'");
    assertTrouble(this::open, StoreException.Kind.NEWER);
  }

  @Test
  void open_besideTablesOfOthers_leavesThemAlone() throws SQLException {
    execute("CREATE TABLE theirs (a int)");
    open().close();
    execute("INSERT INTO theirs VALUES (1)");
  }
}
