package io.crossfade.metrics.judge;

import static io.crossfade.core.Arm.CANDIDATE;
import static io.crossfade.core.Arm.CONTROL;
import static io.crossfade.core.fault.Evidence.FAILURE;
import static io.crossfade.core.fault.Evidence.REJECTION;
import static io.crossfade.core.fault.Evidence.SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.Verdict;
import io.crossfade.core.Verdict.Action;
import org.junit.jupiter.api.Test;

/** A candidate that refuses what the control takes is a broken migration. */
final class RejectionGateTest {
  private final Bench bench = new Bench();

  private Verdict blocks(int count, int controlRefuses) {
    Verdict verdict = Verdict.QUIET;
    for (int block = 0; block < count; block++) {
      bench.calls(CONTROL, REJECTION, controlRefuses).calls(CONTROL, SUCCESS, 19 - controlRefuses);
      bench.calls(CANDIDATE, REJECTION, 1).tick();
      verdict = bench.tick();
    }
    return verdict;
  }

  @Test
  void tick_threeRefusals_saysNothingYet() {
    assertThat(blocks(3, 0).action()).isEqualTo(Action.NONE);
  }

  @Test
  void tick_onlyTheCandidateRefuses_rollsBackByRejection() {
    Verdict verdict = blocks(5, 0);
    assertThat(verdict.action()).isEqualTo(Action.ROLL_BACK);
    assertThat(verdict.gate()).isEqualTo("rejection");
    assertThat(verdict.reason()).startsWith("4 of 4 candidate calls were refused (100.0 %");
  }

  @Test
  void tick_bothArmsRefuse_isTheCallersFault() {
    assertThat(blocks(40, 19).action()).isEqualTo(Action.NONE);
  }

  /** Refusals must not thin out the error rate, nor failures the rate of refusals. */
  @Test
  void tick_failuresOnly_leaveTheRejectionGateAlone() {
    bench.calls(CONTROL, SUCCESS, 19).calls(CANDIDATE, FAILURE, 1).tick();
    bench.tick();
    assertThat(bench.judge.readings())
        .filteredOn(reading -> reading.gate().equals("rejection"))
        .allSatisfy(reading -> assertThat(reading.step().x1()).isZero())
        .allSatisfy(reading -> assertThat(reading.step().n1()).isEqualTo(1));
  }
}
