package io.crossfade.metrics.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.crossfade.core.Arm;
import io.crossfade.core.usage.Usage;
import io.crossfade.metrics.cost.CostKey.Place;
import io.crossfade.metrics.cost.CostKey.Tag;
import io.crossfade.metrics.cost.CostKey.Tenant;
import io.crossfade.metrics.cost.Costs.Purpose;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class CostsTest {
  private static final long HOUR = Duration.ofHours(1).toNanos();
  private static final Place PLACE = new Place("m", Arm.CONTROL, "old", "gpt-4o");
  private static final LocalDate DAY = LocalDate.of(2027, 1, 31);
  private static final Usage USAGE = Usage.estimated(100, 10);
  private static final Purpose NOBODY = new Purpose("", Map.of());
  private final Costs costs = new Costs(0, DAY);

  private CostReport report(long nanos) {
    return Objects.requireNonNull(costs.reports(nanos).get(PLACE));
  }

  @Test
  void report_unpriced_isCountedAndNotFree() {
    costs.add(PLACE, NOBODY, USAGE, 2.0);
    costs.add(PLACE, NOBODY, USAGE, Double.NaN);
    CostReport report = report(1);
    assertThat(report.sums().answers()).isEqualTo(2);
    assertThat(report.sums().unpriced()).isEqualTo(1);
    assertThat(report.sums().dollars()).isEqualTo(2.0);
    assertThat(report.sums().perAnswer()).isEqualTo(2.0);
    assertThat(report.sums().promptTokens()).isEqualTo(200);
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
      assertThat(costs.tick(quarter * HOUR / 4, DAY)).isEmpty();
      costs.add(PLACE, NOBODY, USAGE, 0.25);
    }
    CostReport report = report(48 * HOUR);
    assertThat(report.day()).isCloseTo(24, within(0.5));
    assertThat(report.projectedMonth()).isCloseTo(24 * 30.4, within(20.0));
    assertThat(report.sums().dollars()).isCloseTo(1_048, within(1e-6));
  }

  @Test
  void add_tooManyTags_shareOne() {
    for (int caller = 0; caller < 2_000; caller++) {
      costs.add(PLACE, new Purpose("t" + caller, Map.of("team", "x" + caller)), USAGE, 1.0);
    }
    assertThat(keys(Tenant.class)).hasSizeLessThanOrEqualTo(501);
    assertThat(keys(Tag.class)).hasSizeLessThanOrEqualTo(101);
    assertThat(costs.reports(1).get(new Tag("team", Costs.OTHER)))
        .extracting(report -> report.sums().answers())
        .isEqualTo(1_900L);
  }

  private List<CostKey> keys(Class<? extends CostKey> kind) {
    return costs.reports(1).keySet().stream().filter(kind::isInstance).toList();
  }

  @Test
  void tick_nextDay_endsTheOneBefore() {
    costs.add(PLACE, NOBODY, USAGE, 2.0);
    List<DayCost> ended = costs.tick(1, DAY.plusDays(1));
    costs.add(PLACE, NOBODY, USAGE, 0.5);
    CostSums two = new CostSums(1, 0, 100, 10, 2.0);
    assertThat(ended).containsExactly(new DayCost(DAY, PLACE, two));
    assertThat(costs.today())
        .containsExactly(new DayCost(DAY.plusDays(1), PLACE, new CostSums(1, 0, 100, 10, 0.5)));
    assertThat(report(1).sums().dollars()).isEqualTo(2.5);
  }

  @Test
  void restore_todayAndEarlier_countsOnForTodayAlone() {
    CostSums sums = new CostSums(3, 1, 30, 3, 4.0);
    costs.restore(
        List.of(new DayCost(DAY, PLACE, sums), new DayCost(DAY.minusDays(1), PLACE, sums)));
    costs.add(PLACE, NOBODY, USAGE, 1.0);
    assertThat(report(1).today()).isEqualTo(new CostSums(4, 1, 130, 13, 5.0));
    assertThat(report(1).sums().dollars()).isEqualTo(1.0);
    assertThat(costs.tick(1, DAY.plusDays(1)).getFirst().sums().dollars()).isEqualTo(5.0);
  }
}
