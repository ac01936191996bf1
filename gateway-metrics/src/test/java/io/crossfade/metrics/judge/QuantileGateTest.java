package io.crossfade.metrics.judge;

import static io.crossfade.core.Arm.CANDIDATE;
import static io.crossfade.core.Arm.CONTROL;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.Arm;
import io.crossfade.core.Verdict;
import io.crossfade.core.Verdict.Action;
import io.crossfade.metrics.judge.alert.Alert;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** First tokens come after 50 to 150 ms, most answers are complete after 500 to 1,500 ms. */
final class QuantileGateTest {
  private static final long SEED = 11;

  private final Random random = new Random(SEED);
  private final Bench bench = new Bench().split(5_000);

  @BeforeEach
  void seed() {
    blocks(bench, 10, 1, 1);
  }

  /** Blocks of twenty calls per arm, the candidate's times multiplied. */
  private Verdict blocks(Bench on, int count, double ttftFactor, double latencyFactor) {
    Verdict verdict = Verdict.QUIET;
    for (int block = 0; block < count; block++) {
      for (int call = 0; call < 20; call++) {
        stream(on, CONTROL, 1, 1);
        stream(on, CANDIDATE, ttftFactor, latencyFactor);
      }
      on.tick();
      verdict = on.tick();
    }
    // The thresholds follow the control every five seconds.
    for (int tick = 0; tick < 20; tick++) {
      on.tick();
    }
    return verdict;
  }

  private void stream(Bench on, Arm arm, double ttftFactor, double latencyFactor) {
    long ttft = (long) ((50 + random.nextInt(100)) * ttftFactor);
    long latency = (long) ((500 + random.nextInt(1_000) + tail()) * latencyFactor);
    on.streams(arm, ttft, latency, 1);
  }

  /** Some answers take long without a bound, so that each arm always has some of the slowest. */
  private double tail() {
    return random.nextInt(10) == 0 ? -200 * Math.log(1 - random.nextDouble()) : 0;
  }

  @Test
  void tick_equallyFast_staysQuiet() {
    assertThat(blocks(bench, 100, 1, 1)).as("seed %d", SEED).isEqualTo(Verdict.QUIET);
  }

  @Test
  void tick_laterThanTolerated_stays() {
    assertThat(blocks(bench, 100, 1.3, 1).action()).as("seed %d", SEED).isEqualTo(Action.NONE);
  }

  @Test
  void tick_aLittleSlower_isToldAndHeldAndNotRolledBack() {
    Verdict verdict = blocks(bench, 100, 1, 1.3);
    assertThat(verdict.action()).as("seed %d", SEED).isEqualTo(Action.HOLD);
    assertThat(verdict.gate()).isEqualTo("candidate_latency_p99");
    assertThat(bench.judge.alerts()).extracting(Alert::name).containsExactly("latency_p99");
    blocks(bench, 10, 1, 1);
    assertThat(bench.judge.alerts()).as("seed %d, at once", SEED).isNotEmpty();
    blocks(bench, 800, 1, 1);
    assertThat(bench.judge.alerts()).as("seed %d, minutes later", SEED).isEmpty();
  }

  /** So close a comparison among few users would be about the users. */
  @Test
  void tick_aLittleSlowerAmongFewUsers_isNotTold() {
    Bench sticky = new Bench().sticky().split(5_000).users(1);
    blocks(sticky, 10, 1, 1);
    assertThat(blocks(sticky, 100, 1, 1.3)).as("seed %d", SEED).isEqualTo(Verdict.QUIET);
  }

  @Test
  void tick_hardlySlower_isNotTold() {
    blocks(bench, 100, 1, 1.05);
    assertThat(bench.judge.alerts()).as("seed %d", SEED).isEmpty();
  }

  @Test
  void tick_answersTwiceAsSlow_rollsBackByLatency() {
    Verdict verdict = blocks(bench, 10, 1, 2);
    assertThat(verdict.action()).as("seed %d", SEED).isEqualTo(Action.ROLL_BACK);
    assertThat(verdict.gate()).isEqualTo("latency");
    assertThat(verdict.reason())
        .startsWith("latency beyond 1.41 times the control's p95: ")
        .contains("; p99: ");
  }

  @Test
  void tick_firstTokensTwiceAsSlow_rollsBackByTtft() {
    Verdict verdict = blocks(bench, 10, 2, 1);
    assertThat(verdict.action()).as("seed %d", SEED).isEqualTo(Action.ROLL_BACK);
    assertThat(verdict.gate()).isEqualTo("ttft");
  }

  @Test
  void tick_controlNotYetKnown_waits() {
    Bench fresh = new Bench().split(5_000);
    for (int block = 0; block < 9; block++) {
      fresh.streams(CONTROL, 100, 1_000, 20).streams(CANDIDATE, 5_000, 50_000, 20).tick();
      fresh.tick();
    }
    assertThat(fresh.judge.readings())
        .filteredOn(reading -> reading.gate().equals("latency") || reading.gate().equals("ttft"))
        .hasSize(4)
        .allSatisfy(reading -> assertThat(reading.step().n1()).isZero());
  }

  /** Every call comes from one user, so the arms' users differ and not the models. */
  @Test
  void tick_fewUsers_holdsInsteadOfGoingBack() {
    Bench sticky = new Bench().sticky().split(5_000).users(1);
    blocks(sticky, 10, 1, 1);
    Verdict verdict = blocks(sticky, 10, 1, 2);
    assertThat(verdict.action()).as("seed %d", SEED).isEqualTo(Action.HOLD);
    assertThat(verdict.gate()).isEqualTo("candidate_latency");
    assertThat(verdict.reason()).endsWith("too few users to go back for that");
    assertThat(sticky.judge.alerts()).extracting(Alert::label).contains("candidate_latency");
  }

  @Test
  void tick_manyUsers_goesBack() {
    Bench sticky = new Bench().sticky().split(5_000);
    blocks(sticky, 10, 1, 1);
    assertThat(blocks(sticky, 10, 1, 2).action()).as("seed %d", SEED).isEqualTo(Action.ROLL_BACK);
  }
}
