package io.crossfade.metrics.duration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class DurationsTest {

  @Test
  void bucketOf_outOfRange_isTheFirstOrLast() {
    assertThat(Durations.bucketOf(-1)).isZero();
    assertThat(Durations.bucketOf(Long.MAX_VALUE)).isEqualTo(Durations.BUCKETS - 1);
  }

  @Test
  void nanosOf_anyTime_isWithinTwoPercent() {
    Random random = new Random(3);
    for (int draw = 0; draw < 10_000; draw++) {
      long nanos = (long) (300_000 * Math.exp(random.nextDouble() * 15));
      assertThat(Durations.nanosOf(Durations.bucketOf(nanos)))
          .as("seed 3, %d ns", nanos)
          .isCloseTo((double) nanos, withinPercentage(2));
    }
  }
}
