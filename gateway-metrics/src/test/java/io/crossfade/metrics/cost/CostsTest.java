package io.crossfade.metrics.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.crossfade.core.Arm;
import io.crossfade.core.usage.Usage;
import io.crossfade.metrics.cost.Costs.Place;
import io.crossfade.metrics.cost.Costs.Purpose;
import io.crossfade.metrics.cost.Costs.Tag;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class CostsTest {
  private static final long HOUR = Duration.ofHours(1).toNanos();
  private static final Place PLACE = new Place("m", Arm.CONTROL, "old", "gpt-4o");
  private static final Usage USAGE = Usage.estimated(100, 10);
  private static final Purpose NOBODY = new Purpose("", Map.of());
  private final Costs costs = new Costs(0);

  private CostReport report(long nanos) {
    return Objects.requireNonNull(costs.places(nanos).get(PLACE));
  }

  @Test
  void report_unpriced_isCountedAndNotFree() {
    costs.add(PLACE, NOBODY, USAGE, 2.0);
    costs.add(PLACE, NOBODY, USAGE, Double.NaN);
    CostReport report = report(1);
    assertThat(report.answers()).isEqualTo(2);
    assertThat(report.unpriced()).isEqualTo(1);
    assertThat(report.dollars()).isEqualTo(2.0);
    assertThat(report.perAnswer()).isEqualTo(2.0);
    assertThat(report.promptTokens()).isEqualTo(200);
  }

  @Test
  void projectedMonth_firstHour_isUnknown() {
    costs.add(PLACE, NOBODY, USAGE, 1.0);
    assertThat(report(HOUR - 1).projectedMonth()).isNaN();
    assertThat(report(2 * HOUR).projectedMonth()).isCloseTo(12 * 30.4, within(1e-6));
  }

  /** A dollar an hour is 24 a day, whatever came before. */
  @Test
  void day_afterTwoDays_isTheLastOne() {
    costs.add(PLACE, NOBODY, USAGE, 1_000.0);
    for (long quarter = 1; quarter <= 4 * 48; quarter++) {
      costs.tick(quarter * HOUR / 4);
      costs.add(PLACE, NOBODY, USAGE, 0.25);
    }
    CostReport report = report(48 * HOUR);
    assertThat(report.day()).isCloseTo(24, within(0.5));
    assertThat(report.projectedMonth()).isCloseTo(24 * 30.4, within(20.0));
    assertThat(report.dollars()).isCloseTo(1_048, within(1e-6));
  }

  @Test
  void add_tooManyTags_shareOne() {
    for (int caller = 0; caller < 2_000; caller++) {
      costs.add(PLACE, new Purpose("t" + caller, Map.of("team", "x" + caller)), USAGE, 1.0);
    }
    assertThat(costs.tenants(1)).hasSizeLessThanOrEqualTo(501);
    assertThat(costs.tags(1)).hasSizeLessThanOrEqualTo(501);
    assertThat(costs.tags(1).get(new Tag("team", Costs.OTHER)))
        .extracting(CostReport::answers)
        .isEqualTo(1_500L);
  }
}
