package io.crossfade.metrics.judge;

import static io.crossfade.core.Arm.CANDIDATE;
import static io.crossfade.core.Arm.CONTROL;
import static io.crossfade.core.fault.Evidence.FAILURE;
import static io.crossfade.core.fault.Evidence.NONE;
import static io.crossfade.core.fault.Evidence.SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.crossfade.core.Verdict;
import io.crossfade.core.Verdict.Action;
import io.crossfade.metrics.judge.alert.Alert;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class MigrationJudgeTest {
  private final Bench bench = new Bench();

  /** One matched block of twenty calls at 5 %, closed by its second tick. */
  private Verdict block(boolean candidateFails) {
    bench.calls(CONTROL, SUCCESS, 19).calls(CANDIDATE, candidateFails ? FAILURE : SUCCESS, 1);
    bench.tick();
    return bench.tick();
  }

  private Verdict failingBlocks(int count) {
    Verdict verdict = Verdict.QUIET;
    for (int block = 0; block < count; block++) {
      verdict = block(true);
    }
    return verdict;
  }

  @Test
  void tick_threeFailingBlocks_saysNothingYet() {
    assertThat(failingBlocks(3).action()).isNotEqualTo(Action.ROLL_BACK);
  }

  @Test
  void tick_fourthFailingBlock_rollsBackByWire() {
    Verdict verdict = failingBlocks(4);
    assertThat(verdict.action()).isEqualTo(Action.ROLL_BACK);
    assertThat(verdict.gate()).isEqualTo("wire");
    assertThat(verdict.reason())
        .startsWith("4 of 4 candidate calls failed (100.0 %, limit 5.0 %, E ")
        .contains(" against 0 of 76 control calls (E ");
  }

  @Test
  void tick_rollback_numbersAreJsonOfEveryGate() throws JsonProcessingException {
    JsonNode numbers = new ObjectMapper().readTree(failingBlocks(4).numbers());
    assertThat(numbers.fieldNames())
        .toIterable()
        .containsExactly(
            "wire", "unavailable", "error", "rejection", "latency", "ttft", "cost", "spend");
    JsonNode wire = numbers.at("/wire/attribution");
    assertThat(wire.at("/e").doubleValue()).isGreaterThan(1_000);
    assertThat(wire.at("/threshold").doubleValue()).isEqualTo(1_000);
    assertThat(wire.at("/step/n0").longValue()).isEqualTo(76);
    assertThat(wire.at("/step/candidate_rate").doubleValue()).isEqualTo(1);
  }

  @Test
  void tick_oneFailureAmongTwenty_provesNothing() {
    for (int block = 0; block < 20; block++) {
      assertThat(block(block == 7).action()).isNotEqualTo(Action.ROLL_BACK);
    }
    assertThat(bench.judge.readings())
        .allSatisfy(reading -> assertThat(reading.evidence()).isLessThan(10));
  }

  @Test
  void tick_newEpoch_forgetsTheEvidence() {
    failingBlocks(3);
    bench.nextEpoch();
    assertThat(block(true).action()).isNotEqualTo(Action.ROLL_BACK);
  }

  @Test
  void tick_newStep_discardsTheOpenBlockAndKeepsTheEvidence() {
    failingBlocks(3);
    bench.calls(CONTROL, FAILURE, 19).calls(CANDIDATE, SUCCESS, 1).tick();
    bench.nextStep(500);
    assertThat(block(true).action()).isEqualTo(Action.ROLL_BACK);
  }

  @Test
  void tick_noControlForAMinute_wireActsAlone() {
    block(false);
    bench.quiet(Duration.ofSeconds(61));
    Verdict verdict = Verdict.QUIET;
    for (int call = 0; call < 5; call++) {
      bench.calls(CANDIDATE, FAILURE, 1).tick();
      verdict = bench.tick();
    }
    assertThat(verdict.action()).isEqualTo(Action.ROLL_BACK);
    assertThat(verdict.reason()).endsWith("; no control traffic to compare");
  }

  @Test
  void tick_controlJustHeard_wireWaitsForTheComparison() {
    block(false);
    Verdict verdict = Verdict.QUIET;
    for (int call = 0; call < 5; call++) {
      bench.calls(CANDIDATE, FAILURE, 1).tick();
      verdict = bench.tick();
    }
    assertThat(verdict.action()).isNotEqualTo(Action.ROLL_BACK);
  }

  /** The control goes down as well, after the candidate's guilt is proven. */
  @Test
  void tick_bothArmsDown_waitsUntilTheControlIsBack() {
    failingBlocks(4);
    bench.calls(CONTROL, FAILURE, 200);
    Verdict down = failingWhileDown();
    assertThat(down.action()).isEqualTo(Action.HOLD);
    assertThat(down.gate()).isEqualTo("shared_degradation");
    assertThat(bench.judge.alerts()).extracting(Alert::label).contains("both_arms_down");
    bench.quiet(Duration.ofSeconds(31));
    assertThat(block(true).action()).isEqualTo(Action.ROLL_BACK);
  }

  private Verdict failingWhileDown() {
    Verdict verdict = Verdict.QUIET;
    for (int block = 0; block < 12; block++) {
      bench.calls(CONTROL, FAILURE, 38).calls(CONTROL, SUCCESS, 2).calls(CANDIDATE, FAILURE, 30);
      bench.tick();
      verdict = bench.tick();
    }
    return verdict;
  }

  @Test
  void tick_controlFailsAsWell_holdsForSharedDegradation() {
    Verdict verdict = Verdict.QUIET;
    for (int block = 0; block < 8; block++) {
      bench.calls(CONTROL, FAILURE, 10).calls(CONTROL, SUCCESS, 9).calls(CANDIDATE, SUCCESS, 1);
      bench.tick();
      verdict = bench.tick();
    }
    assertThat(verdict.action()).isEqualTo(Action.HOLD);
    assertThat(verdict.gate()).isEqualTo("shared_degradation");
    assertThat(verdict.reason()).contains("control calls failed");
  }

  @Test
  void tick_noCandidateForFiveMinutes_holdsThenClears() {
    block(false);
    assertThat(bench.quiet(Duration.ofSeconds(299)).action()).isEqualTo(Action.NONE);
    Verdict held = bench.quiet(Duration.ofSeconds(1));
    assertThat(held.action()).isEqualTo(Action.HOLD);
    assertThat(held.gate()).isEqualTo("no_data");
    bench.holding(true);
    assertThat(block(false).action()).isEqualTo(Action.CLEAR);
    bench.holding(false);
    assertThat(block(false)).isEqualTo(Verdict.QUIET);
  }

  @Test
  void tick_candidateLosesOutcomes_holdsForSampleRatio() {
    bench.calls(CONTROL, SUCCESS, 985).calls(CANDIDATE, NONE, 15);
    assertThat(bench.tick().gate()).isEqualTo("sample_ratio_mismatch");
  }

  @Test
  void tick_sharesAsExpectedOrFewUsers_doNotHold() {
    bench.calls(CONTROL, SUCCESS, 960).calls(CANDIDATE, NONE, 40);
    assertThat(bench.tick()).isEqualTo(Verdict.QUIET);
    Bench sticky = new Bench().sticky().calls(CONTROL, SUCCESS, 985).calls(CANDIDATE, NONE, 15);
    assertThat(sticky.tick()).isEqualTo(Verdict.QUIET);
  }

  @Test
  void alerts_errorRate_raisedAndClearedAfterFiveQuietMinutes() {
    Verdict held = failingBlocks(3);
    assertThat(held.action()).isEqualTo(Action.HOLD);
    assertThat(held.gate()).isEqualTo("candidate_error_rate");
    assertThat(bench.judge.alerts())
        .extracting(Alert::label)
        .containsExactly("candidate_error_rate");
    bench.calls(CANDIDATE, SUCCESS, 5_000).calls(CONTROL, SUCCESS, 95_000);
    bench.quiet(Duration.ofSeconds(298));
    assertThat(bench.judge.alerts()).isNotEmpty();
    bench.quiet(Duration.ofSeconds(4));
    assertThat(bench.judge.alerts()).isEmpty();
  }
}
