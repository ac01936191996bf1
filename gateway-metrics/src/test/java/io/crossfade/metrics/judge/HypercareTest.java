package io.crossfade.metrics.judge;

import static io.crossfade.core.Arm.CANDIDATE;
import static io.crossfade.core.Arm.CONTROL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.crossfade.core.Verdict;
import io.crossfade.core.Verdict.Action;
import io.crossfade.core.config.MigrationConfig.CostLimits;
import java.time.Duration;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** While everything hangs on the candidate, its limits leave half the room. */
final class HypercareTest {
  private static final Offset<Double> ROUNDED = within(1e-9);
  private static final JudgeSettings USUAL = UsualSettings.perCall();
  private static final double TOKENS = 1_000;

  @Test
  void tightened_everyLimit_leavesHalfTheRoom() {
    JudgeSettings tight = USUAL.tightened();
    assertThat(tight.errorRate()).isEqualTo(0.025);
    assertThat(Math.pow(tight.tolerance().latency(), 2)).isEqualTo(1.5, ROUNDED);
    assertThat(Math.pow(tight.tolerance().ttft(), 2)).isEqualTo(1.5, ROUNDED);
    assertThat(tight.cost().increase()).isEqualTo(2);
  }

  @Test
  void tightened_alerts_stayWhereTheyAre() {
    JudgeSettings tight = USUAL.tightened();
    assertThat(tight.alertErrorRate()).isEqualTo(USUAL.alertErrorRate());
    assertThat(tight.cost().perTokenAlert()).isEqualTo(CostLimits.DEFAULT.perTokenAlert());
    assertThat(tight.unavailableAfter()).isEqualTo(USUAL.unavailableAfter());
  }

  @Test
  void tightened_bill_onlyWhereItIsLimited() {
    assertThat(USUAL.tightened().cost().billIncrease()).isNull();
    assertThat(withBill(1.4).tightened().cost().billIncrease()).isEqualTo(1.2, ROUNDED);
  }

  @ParameterizedTest(name = "{0} times as dear: {1}, and {2} in hypercare")
  @CsvSource({"1.3, NONE, NONE", "1.6, NONE, ROLL_BACK", "2.5, ROLL_BACK, ROLL_BACK"})
  void tick_candidateIsDearer_goesBackSooner(double factor, Action usual, Action hypercare) {
    assertThat(spends(new Bench().judgedBy(USUAL), factor)).isEqualTo(usual);
    assertThat(spends(new Bench().judgedBy(USUAL.tightened()), factor)).isEqualTo(hypercare);
  }

  /** The control is known, then both sides serve a minute. */
  private static Action spends(Bench bench, double factor) {
    bench.split(5_000).spending(CONTROL, TOKENS, 1_000).quiet(Duration.ofSeconds(1));
    for (int second = 0; second < 60; second++) {
      bench.spending(CONTROL, TOKENS, 20).spending(CANDIDATE, factor * TOKENS, 20);
      Verdict verdict = bench.quiet(Duration.ofSeconds(1));
      if (verdict.action() == Action.ROLL_BACK) {
        return Action.ROLL_BACK;
      }
    }
    return Action.NONE;
  }

  private static JudgeSettings withBill(double increase) {
    CostLimits cost = CostLimits.DEFAULT;
    return new JudgeSettings(
        USUAL.errorRate(),
        USUAL.alertErrorRate(),
        USUAL.tolerance(),
        new CostLimits(cost.increase(), increase, cost.perTokenAlert()),
        USUAL.unavailableAfter(),
        USUAL.byRequestId());
  }
}
