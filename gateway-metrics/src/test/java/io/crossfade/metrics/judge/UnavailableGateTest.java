package io.crossfade.metrics.judge;

import static io.crossfade.core.Arm.CANDIDATE;
import static io.crossfade.core.Arm.CONTROL;
import static io.crossfade.core.fault.Evidence.FAILURE;
import static io.crossfade.core.fault.Evidence.REJECTION;
import static io.crossfade.core.fault.Evidence.SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The rule alone, tick by tick, on the gate's own reading. */
final class UnavailableGateTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final Bench bench = new Bench().split(5_000);

  /** One failing candidate call per second, and one good control call. */
  private void deadFor(int seconds) {
    for (int second = 0; second < seconds; second++) {
      bench.calls(CANDIDATE, FAILURE, 1).calls(CONTROL, SUCCESS, 1).quiet(SECOND);
    }
  }

  private boolean fires() {
    return bench.judge.readings().stream()
        .filter(reading -> reading.gate().equals("unavailable"))
        .anyMatch(GateReading::settled);
  }

  @Test
  void tick_deadForThirtySeconds_fires() {
    deadFor(29);
    assertThat(fires()).isFalse();
    deadFor(1);
    assertThat(fires()).isTrue();
  }

  @Test
  void tick_oneKeyOnly_firesAfterAMinuteAndTwentyAttempts() {
    bench.sticky();
    for (int second = 0; second < 59; second++) {
      bench.ended(CANDIDATE, FAILURE, 7).calls(CONTROL, SUCCESS, 1).quiet(SECOND);
    }
    assertThat(fires()).isFalse();
    bench.ended(CANDIDATE, FAILURE, 7).calls(CONTROL, SUCCESS, 1).quiet(SECOND);
    assertThat(fires()).isTrue();
  }

  /** Two unlucky requests, each tried again and again, are no ten attempts. */
  @Test
  void tick_requestsToldSeveralTimes_countOnce() {
    for (int second = 0; second < 40; second++) {
      bench.ended(CANDIDATE, FAILURE, second % 2).calls(CONTROL, SUCCESS, 1).quiet(SECOND);
    }
    assertThat(fires()).isFalse();
  }

  @Test
  void tick_lowTraffic_firesAtTheTenthFailure() {
    for (int call = 0; call < 10; call++) {
      assertThat(fires()).as("after %d calls", call).isFalse();
      bench.calls(CANDIDATE, FAILURE, 1).calls(CONTROL, SUCCESS, 19).quiet(Duration.ofMinutes(3));
    }
    assertThat(fires()).isTrue();
  }

  /** If the run began at the last success, one dropped connection at night would fire. */
  @Test
  void tick_burstAfterIdleHour_doesNotFire() {
    bench.calls(CANDIDATE, SUCCESS, 1).quiet(Duration.ofHours(1));
    bench.calls(CANDIDATE, FAILURE, 15).calls(CONTROL, SUCCESS, 30).quiet(Duration.ofSeconds(29));
    assertThat(fires()).isFalse();
  }

  @Test
  void tick_successOrRejectionBetween_beginsAnew() {
    deadFor(29);
    bench.calls(CANDIDATE, SUCCESS, 1).tick();
    deadFor(29);
    bench.calls(CANDIDATE, REJECTION, 1).tick();
    deadFor(29);
    assertThat(fires()).isFalse();
  }

  @Test
  void tick_controlMostlyFails_doesNotFire() {
    bench.calls(CONTROL, SUCCESS, 40).tick();
    for (int second = 0; second < 40; second++) {
      bench.calls(CANDIDATE, FAILURE, 1).calls(CONTROL, SUCCESS, 1).calls(CONTROL, FAILURE, 2);
      bench.quiet(SECOND);
    }
    assertThat(fires()).isFalse();
  }

  /** The busier arm answers first when an outage of both is over. */
  @Test
  void tick_outageOfBothIsOverOnTheControl_waitsForTheCandidate() {
    for (int second = 0; second < 40; second++) {
      bench.calls(CANDIDATE, FAILURE, 1).calls(CONTROL, FAILURE, 1).quiet(SECOND);
    }
    bench.calls(CONTROL, SUCCESS, 60).quiet(SECOND);
    assertThat(fires()).isFalse();
    bench.calls(CANDIDATE, FAILURE, 2).quiet(SECOND);
    assertThat(fires()).isFalse();
    bench.calls(CANDIDATE, FAILURE, 1).quiet(SECOND);
    assertThat(fires()).isTrue();
  }

  @Test
  void tick_controlSilentMeanwhile_doesNotFire() {
    bench.calls(CONTROL, SUCCESS, 40).tick();
    for (int second = 0; second < 40; second++) {
      bench.calls(CANDIDATE, FAILURE, 1).quiet(SECOND);
    }
    assertThat(fires()).isFalse();
  }
}
