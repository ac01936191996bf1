package io.crossfade.server.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossfade.core.Arm;
import io.crossfade.core.usage.Usage;
import io.crossfade.metrics.cost.CostKey.Place;
import io.crossfade.metrics.cost.Costs.Purpose;
import io.crossfade.metrics.cost.DayCost;
import io.crossfade.server.store.CostBook;
import io.crossfade.server.store.StoreException;
import io.crossfade.server.testing.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class CostArchiveTest {
  private static final Place PLACE = new Place("move", Arm.CANDIDATE, "next", "gpt-4.1");
  private static final Purpose SEARCH = new Purpose("search", Map.of("team", "x"));
  private static final LocalDate DAY = LocalDate.of(2027, 1, 31);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final Book book = new Book();
  private volatile Instant now = Instant.parse("2027-01-31T23:58:30Z");

  private CostArchive archive() {
    return new CostArchive(book, () -> now, () -> now.toEpochMilli() * 1_000_000);
  }

  private static void spend(CostArchive archive, double dollars) {
    archive.costs().add(PLACE, SEARCH, Usage.estimated(10, 5), dollars);
  }

  private static double dollars(List<DayCost> costs, LocalDate day) {
    return costs.stream()
        .filter(cost -> cost.key().equals(PLACE) && cost.day().equals(day))
        .mapToDouble(cost -> cost.sums().dollars())
        .sum();
  }

  @Test
  void close_andOpenAgain_goesOnFromToday() {
    try (CostArchive first = archive()) {
      spend(first, 2.0);
    }
    try (CostArchive second = archive()) {
      spend(second, 1.0);
      assertThat(dollars(second.between(DAY, DAY), DAY)).isEqualTo(3.0);
    }
    assertThat(dollars(book.costs(DAY, DAY), DAY)).isEqualTo(3.0);
    assertThat(book.costs(DAY, DAY)).hasSize(3);
  }

  @Test
  void tick_everyMinute_writes() {
    try (CostArchive archive = archive()) {
      spend(archive, 2.0);
      archive.tick();
      assertThat(book.costs(DAY, DAY)).isEmpty();
      now = now.plus(MINUTE);
      archive.tick();
      Await.until(() -> dollars(book.costs(DAY, DAY), DAY) == 2.0);
    }
  }

  @Test
  void tick_dayEndsWhileTheStoreIsInTrouble_writesItLater() {
    try (CostArchive archive = archive()) {
      spend(archive, 2.0);
      book.broken = true;
      now = now.plus(MINUTE).plus(MINUTE);
      archive.tick();
      spend(archive, 0.5);
      LocalDate next = DAY.plusDays(1);
      Await.until(() -> book.refused);
      assertThat(dollars(archive.between(next, next), next)).isEqualTo(0.5);
      assertThatThrownBy(() -> archive.between(DAY, next)).isInstanceOf(StoreException.class);
      book.broken = false;
      assertThat(dollars(archive.between(DAY, next), DAY)).isEqualTo(2.0);
      now = now.plus(MINUTE);
      archive.tick();
      Await.until(() -> dollars(book.costs(DAY, DAY), DAY) == 2.0);
      assertThat(dollars(book.costs(next, next), next)).isEqualTo(0.5);
    }
  }

  /** A store in memory. */
  private static final class Book implements CostBook {
    private final Map<List<Object>, DayCost> rows = new HashMap<>();
    private volatile boolean broken;
    private volatile boolean refused;

    @Override
    public synchronized void keepCosts(List<DayCost> costs, LocalDate today) {
      check();
      costs.forEach(cost -> rows.put(List.of(cost.day(), cost.key()), cost));
    }

    @Override
    public synchronized List<DayCost> costs(LocalDate from, LocalDate to) {
      check();
      return rows.values().stream()
          .filter(cost -> !cost.day().isBefore(from) && !cost.day().isAfter(to))
          .toList();
    }

    private void check() {
      if (broken) {
        refused = true;
        throw new StoreException(StoreException.Kind.FULL, Path.of("fake.db"), "fails on demand");
      }
    }
  }
}
