package io.crossfade.server.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RenewalTimesTest {
  private static final Instant NOW = Instant.parse("2027-01-15T02:00:00Z");

  @ParameterizedTest(name = "good for {0}: again after {1}")
  @CsvSource({
    "PT-5S, PT1S",
    "PT0S, PT1S",
    "PT1S, PT1S",
    "PT10S, PT5S",
    "PT20M, PT10M",
    "PT1H, PT50M",
    "PT24H, PT23H50M",
    "PT25H, PT24H",
    "PT2400H, PT24H"
  })
  void after_aLife_isAheadOfItsEnd(Duration life, Duration wait) {
    assertThat(RenewalTimes.after(NOW, NOW.plus(life))).isEqualTo(NOW.plus(wait));
  }

  @ParameterizedTest(name = "{0} failures: again after {1}")
  @CsvSource({"1, PT1S", "2, PT2S", "3, PT4S", "7, PT64S", "8, PT64S", "2000000000, PT64S"})
  void afterFailure_manyInARow_waitsLonger(int failures, Duration wait) {
    assertThat(RenewalTimes.afterFailure(NOW, failures)).isEqualTo(NOW.plus(wait));
  }
}
