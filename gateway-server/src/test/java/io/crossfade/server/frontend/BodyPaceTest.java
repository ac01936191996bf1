package io.crossfade.server.frontend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BodyPaceTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final long SILENCE_SECONDS = 30;
  private static final int NEVER = 1_000;

  private final BodyPace pace = new BodyPace(TimeUnit.SECONDS.toMillis(SILENCE_SECONDS));

  /** Seconds until a body with one piece every so many seconds is late. */
  private int lateAfter(int everySeconds, int bytes) {
    pace.begin();
    for (int at = 0; at < NEVER; at += everySeconds) {
      long next = (at + everySeconds) * SECOND;
      long deadline = pace.deadline(at * SECOND);
      if (deadline < next) {
        return (int) (deadline / SECOND);
      }
      pace.arrived(bytes, next);
    }
    return NEVER;
  }

  @ParameterizedTest
  @CsvSource({
    "31, 1000000, 30",
    "29, 1000000, 1000",
    "2, 1, 30",
    "2, 240, 58",
    "2, 480, 1000",
    "1, 240, 1000",
    "1, 120, 59",
  })
  void body_atAPace_isLateOrNever(int everySeconds, int bytes, int late) {
    assertThat(lateAfter(everySeconds, bytes)).isBetween(late - 1, late + 1);
  }

  @Test
  void body_nobodyAsksFor_isNotLate() {
    pace.begin();
    long _ = pace.deadline(0);
    pace.arrived(10, SECOND);
    assertThat(pace.deadline(3_600 * SECOND)).isGreaterThan(3_620 * SECOND);
  }

  @Test
  void deadline_askedAgain_doesNotMove() {
    pace.begin();
    long first = pace.deadline(SECOND);
    assertThat(pace.deadline(5 * SECOND)).isEqualTo(first);
  }
}
