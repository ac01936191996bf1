package io.crossfade.metrics.window;

import static io.crossfade.core.Arm.CANDIDATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.crossfade.core.fault.Evidence;
import io.crossfade.core.fault.Outcome;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class StepReportsTest {
  private static final long SECOND = 1_000_000_000;

  private final StepWindows windows = new StepWindows(2);
  private final StepReports reports = new StepReports(windows);

  /** One call per second; those of the first eight minutes fail. */
  private void tenMinutes() {
    for (long second = 0; second < 600; second++) {
      int loop = (int) second % 2;
      boolean fails = second < 480;
      long now = second * SECOND;
      reports.tick(now);
      windows
          .of(loop, CANDIDATE)
          .ended(fails ? Evidence.FAILURE : Evidence.SUCCESS, second, now, now);
      windows.tally(loop, CANDIDATE).ended(fails ? Outcome.TIMEOUT : Outcome.OK);
    }
  }

  @Test
  void report_threeSpans_eachSeesItsOwnCalls() {
    tenMinutes();
    StepReport report = reports.report(CANDIDATE, 600 * SECOND);
    assertThat(report.minute().calls()).isBetween(60L, 75L);
    assertThat(report.minute().errorRate()).isZero();
    assertThat(report.fiveMinutes().calls()).isBetween(300L, 315L);
    assertThat(report.fiveMinutes().rate(Outcome.OK)).isBetween(0.38, 0.40);
    assertThat(report.step().calls()).isEqualTo(600);
    assertThat(report.step().errorRate()).isEqualTo(0.8);
  }

  @Test
  void report_nothingHappened_isEmptyNotZero() {
    ArmReport minute = reports.report(CANDIDATE, 0).minute();
    assertThat(minute.calls()).isZero();
    assertThat(minute.errorRate()).isNaN();
    assertThat(minute.ttft()).isEqualTo(Quantiles.EMPTY);
  }

  @Test
  void quantiles_uniformTimes_areWithinTheirError() {
    Random random = new Random(5);
    for (int call = 0; call < 50_000; call++) {
      long nanos = (long) (random.nextDouble() * SECOND);
      windows.tally(call % 2, CANDIDATE).answered(false, nanos);
      windows.tally(call % 2, CANDIDATE).answered(true, 10 * nanos);
      windows.tally(call % 2, CANDIDATE).firstToken(nanos / 10);
    }
    ArmReport step = reports.report(CANDIDATE, 0).step();
    assertThat(step.latency().count()).isEqualTo(50_000);
    assertThat(step.latency().p50()).as("seed 5").isCloseTo(500, withinPercentage(4));
    assertThat(step.latency().p99()).as("seed 5").isCloseTo(990, withinPercentage(4));
    assertThat(step.streamLatency().p95()).as("seed 5").isCloseTo(9_500, withinPercentage(4));
    assertThat(step.ttft().p50()).as("seed 5").isCloseTo(50, withinPercentage(4));
  }

  @Test
  void bucketOf_outOfRange_isTheFirstOrLast() {
    assertThat(Durations.bucketOf(-1)).isZero();
    assertThat(Durations.bucketOf(Long.MAX_VALUE)).isEqualTo(Durations.BUCKETS - 1);
  }
}
