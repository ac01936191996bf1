package io.crossfade.server.tap;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Points of the monotonic clock as an operator reads them. */
final class LineTimesTest {
  private final AtomicLong nanos = new AtomicLong(-5_000_000_000L);
  private Instant now = Instant.parse("2027-01-15T02:59:59.999999Z");
  private final LineTimes times = new LineTimes(() -> now, nanos::get);

  @BeforeEach
  void compare() {
    times.compare();
  }

  private String at(long atNanos) {
    StringBuilder line = new StringBuilder();
    times.appendTo(line, atNanos);
    return line.toString();
  }

  @ParameterizedTest
  @CsvSource({
    "-5000000000, 2027-01-15T02:59:59.999999Z",
    "-4999999000, 2027-01-15T03:00:00.000000Z",
    "-5000999000, 2027-01-15T02:59:59.999000Z",
    "0, 2027-01-15T03:00:04.999999Z"
  })
  void time_beforeAndAfterTheComparison_isThatOfTheDay(long atNanos, String time) {
    assertThat(at(atNanos)).isEqualTo(time);
    assertThat(at(atNanos)).isEqualTo(time);
  }

  @Test
  void time_afterTheClockWasSet_followsIt() {
    now = Instant.parse("2026-12-31T23:59:59Z");
    times.compare();
    assertThat(at(-5_000_000_000L)).isEqualTo("2026-12-31T23:59:59.000000Z");
  }
}
