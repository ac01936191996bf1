package io.crossfade.metrics.window;

import static io.crossfade.core.Arm.CANDIDATE;
import static io.crossfade.core.Arm.CONTROL;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.Arm;
import io.crossfade.core.fault.Outcome;
import io.crossfade.metrics.duration.Tolerance;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The control answers within 1,000 ms, its first token comes within 100 ms; the candidate may take
 * twice as long.
 */
final class UnitTest {
  private static final long MILLISECOND = 1_000_000;
  private static final Tolerance TWICE = new Tolerance(2, 2, 2);

  private final Carried carried = Carried.perCall();
  private final StepWindows windows = new StepWindows(1, carried);
  private final InFlight inFlight = new InFlight();

  @BeforeEach
  void seed() {
    ArmTally control = windows.tally(0, CONTROL);
    for (int call = 0; call < 200; call++) {
      control.answered(true, 1_000 * MILLISECOND);
      control.firstToken(100 * MILLISECOND);
    }
    carried.tick(windows, TWICE, 0);
  }

  private Unit begun(Arm arm, boolean stream) {
    Unit unit = windows.unit(0, arm, stream, 0);
    inFlight.add(unit);
    return unit;
  }

  private Slow latency(Arm arm) {
    return sums(arm).latency();
  }

  private Slow ttft(Arm arm) {
    return sums(arm).ttft();
  }

  private ArmSums sums(Arm arm) {
    return arm == CANDIDATE ? windows.read().candidate() : windows.read().control();
  }

  private static Slow all(int units) {
    return new Slow(units, units, units, units, units, units, units);
  }

  @Test
  void firstToken_soonEnough_isCountedAtOnce() {
    begun(CANDIDATE, true).firstToken(190 * MILLISECOND);
    assertThat(ttft(CANDIDATE)).isEqualTo(new Slow(1, 0, 0, 0, 0, 0, 0));
    assertThat(latency(CANDIDATE)).isEqualTo(Slow.NONE);
  }

  @Test
  void firstToken_slow_isAnEventByTheArmsOwnMeasure() {
    begun(CANDIDATE, true).firstToken(210 * MILLISECOND);
    begun(CONTROL, true).firstToken(110 * MILLISECOND);
    assertThat(ttft(CANDIDATE)).isEqualTo(new Slow(1, 1, 1, 1, 1, 0, 0));
    assertThat(ttft(CONTROL)).isEqualTo(all(1));
  }

  /**
   * What a stage has to prove is held against the limit itself, the square of what is tolerated.
   */
  @Test
  void firstToken_beyondTheWholeLimit_isFar() {
    begun(CANDIDATE, true).firstToken(390 * MILLISECOND);
    begun(CANDIDATE, true).firstToken(410 * MILLISECOND);
    assertThat(ttft(CANDIDATE)).isEqualTo(new Slow(2, 2, 2, 2, 2, 1, 1));
  }

  @Test
  void firstToken_twice_isCountedOnce() {
    Unit unit = begun(CANDIDATE, true);
    unit.firstToken(10 * MILLISECOND);
    unit.firstToken(300 * MILLISECOND);
    assertThat(ttft(CANDIDATE)).isEqualTo(new Slow(1, 0, 0, 0, 0, 0, 0));
  }

  /** A candidate that hangs is found long before its timeout. */
  @Test
  void sweep_firstTokenOverdue_isSlowThenAndThere() {
    Unit unit = begun(CANDIDATE, true);
    inFlight.sweep(190 * MILLISECOND);
    assertThat(ttft(CANDIDATE)).isEqualTo(Slow.NONE);
    inFlight.sweep(210 * MILLISECOND);
    assertThat(ttft(CANDIDATE)).isEqualTo(all(1));
    unit.firstToken(220 * MILLISECOND);
    assertThat(ttft(CANDIDATE)).isEqualTo(all(1));
  }

  @Test
  void sweep_controlOverdue_hasTheSameDeadline() {
    begun(CONTROL, true);
    inFlight.sweep(190 * MILLISECOND);
    assertThat(ttft(CONTROL)).isEqualTo(Slow.NONE);
    inFlight.sweep(210 * MILLISECOND);
    assertThat(ttft(CONTROL)).isEqualTo(all(1));
  }

  @Test
  void sweep_answerOverdue_isSlowOnceAndForAll() {
    Unit unit = begun(CANDIDATE, true);
    unit.firstToken(10 * MILLISECOND);
    inFlight.sweep(2_100 * MILLISECOND);
    unit.ended(Outcome.OK, 2_200 * MILLISECOND);
    assertThat(latency(CANDIDATE)).isEqualTo(all(1));
  }

  @Test
  void ended_complete_hasItsLatency() {
    begun(CANDIDATE, true).ended(Outcome.OK, 1_900 * MILLISECOND);
    begun(CONTROL, true).ended(Outcome.OK, 1_900 * MILLISECOND);
    assertThat(latency(CANDIDATE)).isEqualTo(new Slow(1, 0, 0, 0, 0, 0, 0));
    assertThat(latency(CONTROL)).isEqualTo(all(1));
  }

  @Test
  void ended_timeout_isSlowHoweverEarly() {
    begun(CANDIDATE, true).ended(Outcome.TIMEOUT, 10 * MILLISECOND);
    assertThat(latency(CANDIDATE)).isEqualTo(all(1));
    assertThat(ttft(CANDIDATE)).isEqualTo(all(1));
  }

  @Test
  void ended_otherwise_saysNothingAboutSpeed() {
    for (Outcome outcome : Outcome.values()) {
      if (outcome != Outcome.OK && outcome != Outcome.TIMEOUT) {
        begun(CANDIDATE, true).ended(outcome, 9_000 * MILLISECOND);
      }
    }
    assertThat(latency(CANDIDATE)).isEqualTo(Slow.NONE);
    assertThat(ttft(CANDIDATE)).isEqualTo(Slow.NONE);
  }

  /** Plain answers were never seen on the control, so nothing is known to compare them with. */
  @Test
  void unit_unseededKind_isNotCounted() {
    Unit unit = begun(CANDIDATE, false);
    unit.firstToken(9_000 * MILLISECOND);
    inFlight.sweep(9_000 * MILLISECOND);
    unit.ended(Outcome.OK, 9_000 * MILLISECOND);
    assertThat(latency(CANDIDATE)).isEqualTo(Slow.NONE);
    assertThat(ttft(CANDIDATE)).isEqualTo(Slow.NONE);
  }

  @Test
  void sweep_someEndedInAnyOrder_findsTheOthers() {
    Unit[] units = new Unit[6];
    for (int index = 0; index < units.length; index++) {
      units[index] = begun(CANDIDATE, true);
    }
    for (int index : new int[] {5, 0, 3}) {
      units[index].ended(Outcome.CANCELLED, 10 * MILLISECOND);
    }
    inFlight.sweep(3_000 * MILLISECOND);
    inFlight.sweep(4_000 * MILLISECOND);
    assertThat(latency(CANDIDATE)).isEqualTo(all(3));
    assertThat(ttft(CANDIDATE)).isEqualTo(all(3));
  }

  @Test
  void tick_nextStep_knowsTheControlAlready() {
    StepWindows next = new StepWindows(1, carried);
    Unit unit = next.unit(0, CANDIDATE, true, 0);
    unit.firstToken(210 * MILLISECOND);
    assertThat(next.read().candidate().ttft()).isEqualTo(new Slow(1, 1, 1, 1, 1, 0, 0));
  }
}
