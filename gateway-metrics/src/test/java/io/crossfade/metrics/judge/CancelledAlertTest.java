package io.crossfade.metrics.judge;

import static io.crossfade.core.Arm.CANDIDATE;
import static io.crossfade.core.Arm.CONTROL;
import static io.crossfade.core.fault.Evidence.SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.Verdict;
import io.crossfade.core.Verdict.Action;
import io.crossfade.metrics.judge.alert.Alert;
import org.junit.jupiter.api.Test;

/** Callers who give the candidate up are told of and hold the ramp; they never roll back. */
final class CancelledAlertTest {
  private final Bench bench = new Bench().split(5_000);

  /** Twenty calls on each arm in every block, of which so many are given up. */
  private Verdict blocks(int onControl, int onCandidate) {
    Verdict verdict = Verdict.QUIET;
    for (int block = 0; block < 100; block++) {
      bench.calls(CONTROL, SUCCESS, 20 - onControl).givenUp(CONTROL, onControl);
      bench.calls(CANDIDATE, SUCCESS, 20 - onCandidate).givenUp(CANDIDATE, onCandidate);
      bench.tick();
      verdict = bench.tick();
      if (verdict.action() == Action.ROLL_BACK) {
        return verdict;
      }
    }
    return verdict;
  }

  @Test
  void tick_candidateGivenUpMoreOften_isToldAndHeld() {
    Verdict verdict = blocks(1, 4);
    assertThat(verdict.action()).isEqualTo(Action.HOLD);
    assertThat(verdict.gate()).isEqualTo("candidate_cancelled");
    assertThat(bench.judge.alerts()).extracting(Alert::name).containsExactly("cancelled");
    assertThat(verdict.reason()).contains("were given up by their callers");
  }

  @Test
  void tick_bothGivenUpAlike_isNotTold() {
    blocks(4, 4);
    assertThat(bench.judge.alerts()).isEmpty();
  }
}
