package io.crossfade.metrics.duration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class SketchTest {
  private static final long MILLISECOND = 1_000_000;

  private final Sketch sketch = new Sketch();

  private void add(int times, long nanos) {
    int[] counts = new int[Durations.BUCKETS];
    counts[Durations.bucketOf(nanos)] = times;
    sketch.add(new Spread(counts));
  }

  @Test
  void seeded_fewerThanTwoHundredValues_isNot() {
    add(199, 50 * MILLISECOND);
    assertThat(sketch.seeded()).isFalse();
    sketch.age(Duration.ofHours(1).toNanos());
    add(1, 50 * MILLISECOND);
    assertThat(sketch.seeded()).isTrue();
  }

  @Test
  void quantile_uniformTimes_isWithinTwoPercent() {
    Random random = new Random(7);
    for (int draw = 0; draw < 50_000; draw++) {
      add(1, (long) (random.nextDouble() * 1_000 * MILLISECOND));
    }
    for (double share : new double[] {0.5, 0.95, 0.99}) {
      assertThat(sketch.quantile(share))
          .as("seed 7, share %s", share)
          .isCloseTo(share * 1_000 * MILLISECOND, withinPercentage(2.5));
    }
  }

  /** Without fading, what was normal yesterday would hide that today is slower. */
  @Test
  void quantile_afterThreeHalfLives_followsTheNewTimes() {
    add(1_000, 100 * MILLISECOND);
    sketch.age(Duration.ofMinutes(30).toNanos());
    add(200, 1_000 * MILLISECOND);
    assertThat(sketch.quantile(0.5)).isCloseTo(1_000.0 * MILLISECOND, withinPercentage(2));
    assertThat(sketch.quantile(0.3)).isCloseTo(100.0 * MILLISECOND, withinPercentage(2));
  }

  @Test
  void quantile_afterAYearWithoutValues_isStillThere() {
    add(1_000, 100 * MILLISECOND);
    for (int day = 0; day < 365; day++) {
      sketch.age(Duration.ofDays(1).toNanos());
    }
    assertThat(sketch.quantile(0.99)).isCloseTo(100.0 * MILLISECOND, withinPercentage(2));
  }
}
