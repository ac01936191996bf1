package io.crossfade.metrics.judge.simulation.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bound that the tables of rollouts state. */
final class BinomialTest {

  /** Values of R's {@code qbeta(0.95, k + 1, n - k)}. */
  @ParameterizedTest
  @CsvSource({"0, 10, 0.2588656", "0, 1500, 0.0019952", "1, 100, 0.0465596", "5, 20, 0.4555824"})
  void upper_ofFewEvents_isClopperAndPearsons(long events, long trials, double bound) {
    assertThat(Binomial.upper(events, trials, 0.95)).isCloseTo(bound, within(1e-5));
  }
}
