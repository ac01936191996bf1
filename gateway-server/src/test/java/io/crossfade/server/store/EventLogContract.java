package io.crossfade.server.store;

import static io.crossfade.server.store.Events.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossfade.core.Arm;
import io.crossfade.metrics.cost.CostKey.Place;
import io.crossfade.metrics.cost.CostKey.Tag;
import io.crossfade.metrics.cost.CostSums;
import io.crossfade.metrics.cost.DayCost;
import io.crossfade.routing.migration.MigrationEvent;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every log does, whatever it is kept in. */
abstract class EventLogContract {

  /** Opens the store of this test, which is empty at first. */
  abstract Store open();

  abstract EventLog openReadOnly();

  /** One statement by somebody else. */
  abstract void execute(String sql) throws SQLException;

  @Test
  void append_anyEvent_isReadBackEqual() {
    MigrationEvent odd =
        new MigrationEvent(
            1, "é'\n", Instant.EPOCH, "o\"p", "Tick", "{\"a\":\"日本\"}", "", "draft", 0, "", 7);
    try (EventLog log = open()) {
      log.append(odd);
      assertThat(log.readAll()).containsExactly(odd);
    }
  }

  @Test
  void keepCosts_againAndAYearLater_replacesAndForgets() {
    LocalDate day = LocalDate.of(2027, 1, 31);
    Place place = new Place("m", Arm.CONTROL, "old", "gpt-\"4\"");
    DayCost first = new DayCost(day, place, new CostSums(1, 0, 10, 5, 0.1));
    DayCost later = new DayCost(day, place, new CostSums(3, 1, 30, 15, 0.25));
    DayCost tag = new DayCost(day.plusDays(1), new Tag("team", "日本"), later.sums());
    try (Store store = open()) {
      store.keepCosts(List.of(first), day);
      store.append(event("a", 1));
      store.keepCosts(List.of(later, tag), day);
    }
    try (Store store = open()) {
      assertThat(store.costs(day, day)).containsExactly(later);
      assertThat(store.costs(day, day.plusDays(9))).containsExactly(later, tag);
      assertThat(store.readAll()).hasSize(1);
      store.keepCosts(List.of(), day.plusDays(401));
      assertThat(store.costs(day, day.plusDays(9))).containsExactly(tag);
    }
  }

  @Test
  void append_thenReopen_keepsOrderAndNames() {
    try (EventLog log = open()) {
      log.append(event("b", 1));
      log.append(event("a", 1));
      log.append(event("b", 2));
    }
    try (EventLog log = open()) {
      assertThat(log.readAll()).containsExactly(event("b", 1), event("a", 1), event("b", 2));
      assertThat(log.read("b")).containsExactly(event("b", 1), event("b", 2));
      assertThat(log.read("nobody")).isEmpty();
      assertThat(log.migrations()).containsExactly("b", "a");
    }
  }

  @Test
  void append_sameEventAgain_changesNothing() {
    try (EventLog log = open()) {
      log.append(event("a", 1));
      log.append(event("a", 1));
      log.append(event("a", 2));
      assertThat(log.readAll()).hasSize(2);
    }
  }

  @Test
  void append_otherEventWithTheSameSeq_isAConflict() {
    try (EventLog log = open()) {
      log.append(event("a", 1));
      MigrationEvent other =
          new MigrationEvent(1, "a", Instant.EPOCH, "", "Pause", "{}", "", "", 0, "", 1);
      assertTrouble(() -> log.append(other), StoreException.Kind.CONFLICT);
      assertThat(log.readAll()).containsExactly(event("a", 1));
    }
  }

  @Test
  void append_gapInSeq_isAConflict() {
    try (EventLog log = open()) {
      log.append(event("a", 1));
      assertTrouble(() -> log.append(event("a", 3)), StoreException.Kind.CONFLICT);
      assertThat(log.readAll()).hasSize(1);
    }
  }

  @Test
  void append_afterAConflict_goesOn() {
    try (EventLog log = open()) {
      assertTrouble(() -> log.append(event("a", 2)), StoreException.Kind.CONFLICT);
      LongStream.rangeClosed(1, 5).forEach(seq -> log.append(event("a", seq)));
      assertThat(log.read("a")).hasSize(5);
    }
  }

  @Test
  void events_changedFromOutside_areRefusedBySchema() {
    try (EventLog log = open()) {
      log.append(event("a", 1));
      for (String sql : new String[] {"DELETE FROM events", "UPDATE events SET seq = 9"}) {
        assertThatThrownBy(() -> execute(sql)).hasMessageContaining("append-only");
      }
    }
  }

  @Test
  void forget_behindAState_leavesTheRestAndTheOrder() {
    try (EventLog log = open()) {
      log.append(event("b", 1));
      for (long seq = 1; seq <= 4; seq++) {
        log.append(event("a", seq));
      }
      log.append(state("a", 5));
      log.forget("a", List.of(2L, 4L));
      assertThat(log.read("a")).containsExactly(event("a", 1), event("a", 3), state("a", 5));
      assertThat(log.migrations()).containsExactly("b", "a");
      log.append(event("a", 6));
      assertThat(log.read("a")).hasSize(4);
    }
  }

  /** What nothing stands for stays, and what was asked along with it. */
  @ParameterizedTest
  @ValueSource(longs = {1, 5, 6})
  void forget_whatNoLaterStateStandsFor_isRefusedWhole(long seq) {
    try (EventLog log = open()) {
      for (long before = 1; before <= 4; before++) {
        log.append(event("a", before));
      }
      log.append(state("a", 5));
      log.append(event("a", 6));
      assertThatThrownBy(() -> log.forget("a", List.of(2L, seq)))
          .hasMessageContaining("append-only");
      assertThat(log.read("a")).hasSize(6);
      log.forget("a", List.of(2L));
      assertThat(log.read("a")).hasSize(5);
    }
  }

  private static MigrationEvent state(String migration, long seq) {
    return new MigrationEvent(
        seq,
        migration,
        Instant.EPOCH,
        "engine",
        "Compact",
        "{}",
        "completed",
        "completed",
        0,
        "",
        1);
  }

  @Test
  void open_secondWriter_isRefusedWithTheHolder() {
    try (EventLog first = open()) {
      first.append(event("a", 1));
      assertThatThrownBy(this::open)
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("process " + ProcessHandle.current().pid());
    }
    open().close();
  }

  @Test
  void openReadOnly_besideTheWriter_seesEventsAndWritesNone() {
    try (EventLog writer = open();
        EventLog reader = openReadOnly()) {
      writer.append(event("a", 1));
      assertThat(reader.readAll()).containsExactly(event("a", 1));
      assertThatThrownBy(() -> reader.append(event("a", 2))).isInstanceOf(StoreException.class);
    }
  }

  @Test
  void openReadOnly_nothingThere_isGone() {
    assertTrouble(this::openReadOnly, StoreException.Kind.GONE);
  }

  static void assertTrouble(Runnable work, StoreException.Kind kind) {
    assertThatThrownBy(work::run)
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.kind()).as(e.getMessage()).isEqualTo(kind));
  }
}
