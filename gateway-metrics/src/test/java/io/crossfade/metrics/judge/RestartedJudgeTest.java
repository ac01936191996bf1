package io.crossfade.metrics.judge;

import static io.crossfade.core.Arm.CANDIDATE;
import static io.crossfade.core.Arm.CONTROL;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.Verdict;
import io.crossfade.core.Verdict.Action;
import org.junit.jupiter.api.Test;

/** What was spent counts over a restart as well. */
final class RestartedJudgeTest {
  private static final double TOKENS = 1_000;

  /** Too few calls before the restart to say so, and too few after it. */
  @Test
  void tick_runawayCallsOnBothSidesOfARestart_rollsBack() {
    Bench before = new Bench().split(5_000);
    runaways(before);
    Verdict verdict = runaways(before.restarted());
    assertThat(verdict.action()).isEqualTo(Action.ROLL_BACK);
    assertThat(verdict.gate()).isEqualTo("spend");
    assertThat(verdict.reason()).startsWith("240 candidate calls cost 4");
    assertThat(runaways(new Bench().split(5_000)).action()).isEqualTo(Action.NONE);
  }

  /** The control's usual costs are not known yet, so that no quantile says anything. */
  private static Verdict runaways(Bench bench) {
    bench.spending(CONTROL, TOKENS, 120).spending(CANDIDATE, TOKENS, 80);
    for (int call = 0; call < 40; call++) {
      bench.spending(CANDIDATE, (9 + call % 5) * TOKENS, 1);
    }
    return bench.tick();
  }
}
