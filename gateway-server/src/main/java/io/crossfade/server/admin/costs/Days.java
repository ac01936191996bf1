package io.crossfade.server.admin.costs;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Days in UTC.
 *
 * @param from the first
 * @param to the last, included
 */
record Days(LocalDate from, LocalDate to) {
  private static final long MOST = 400;
  private static final String BETWEEN = "..";

  /** Empty for what is neither a word that is known nor two days in order. */
  static Optional<Days> of(String range, LocalDate today) {
    return switch (range) {
      case "today" -> Optional.of(new Days(today, today));
      case "yesterday" -> Optional.of(new Days(today.minusDays(1), today.minusDays(1)));
      case "7d" -> Optional.of(new Days(today.minusDays(6), today));
      case "30d" -> Optional.of(new Days(today.minusDays(29), today));
      case "month" -> Optional.of(new Days(today.withDayOfMonth(1), today));
      case "last_month" -> {
        LocalDate first = today.withDayOfMonth(1);
        yield Optional.of(new Days(first.minusMonths(1), first.minusDays(1)));
      }
      default -> spelt(range);
    };
  }

  private static Optional<Days> spelt(String range) {
    int at = range.indexOf(BETWEEN);
    if (at < 0) {
      return Optional.empty();
    }
    try {
      LocalDate from = LocalDate.parse(range.substring(0, at));
      LocalDate to = LocalDate.parse(range.substring(at + BETWEEN.length()));
      boolean usual = !to.isBefore(from) && ChronoUnit.DAYS.between(from, to) < MOST;
      return usual ? Optional.of(new Days(from, to)) : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
