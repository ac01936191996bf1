package io.crossfade.server.upstream.circuit;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.config.ProviderConfig.CircuitLimits;
import io.crossfade.core.fault.FaultKind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** When a circuit opens, what passes meanwhile, and what closes it. */
final class CircuitTest {
  private final Circuit circuit = new Circuit(new CircuitLimits(3, 1_000, 500, 4_000));
  private long millis = 100;

  @Test
  void failed_oftenAndForLongEnough_opens() {
    fail(FaultKind.CONNECT_FAILED);
    pass(999);
    fail(FaultKind.CONNECT_TIMEOUT);
    fail(FaultKind.CONNECTION_LOST);
    assertThat(circuit.isOpen()).as("all within a second").isFalse();
    pass(1);
    fail(FaultKind.PROVIDER_OVERLOADED);
    assertThat(circuit.isOpen()).isTrue();
    assertThat(circuit.openings()).isOne();
    assertThat(refused()).isTrue();
  }

  @Test
  void failed_forLongButRarely_staysClosed() {
    fail(FaultKind.CONNECT_FAILED);
    pass(10_000);
    fail(FaultKind.CONNECT_FAILED);
    assertThat(circuit.isOpen()).isFalse();
  }

  @Test
  void failed_withAnAnswerInBetween_countsAnew() {
    for (int n = 0; n < 100; n++) {
      pass(500);
      fail(FaultKind.CONNECT_FAILED);
      fail(FaultKind.CONNECT_FAILED);
      enter().answered();
    }
    assertThat(circuit.isOpen()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(
      value = FaultKind.class,
      mode = Mode.EXCLUDE,
      names = {"CONNECT_FAILED", "CONNECT_TIMEOUT", "CONNECTION_LOST", "PROVIDER_OVERLOADED"})
  void failed_forAnythingElse_provesNothing(FaultKind kind) {
    for (int n = 0; n < 10; n++) {
      fail(kind);
      pass(1_000);
    }
    assertThat(circuit.isOpen()).isFalse();
  }

  @Test
  void failed_offByConfiguration_neverOpens() {
    Circuit off = new Circuit(CircuitLimits.OFF);
    for (int n = 0; n < 100; n++) {
      requireNonNull(off.pass(nanos(), false)).failed(FaultKind.CONNECT_FAILED, nanos(), null);
      pass(1_000);
    }
    assertThat(off.isOpen()).isFalse();
  }

  @Test
  void open_restIsOver_letsOneTrialThroughPerRest() {
    open(null);
    pass(499);
    assertThat(refused()).isTrue();
    pass(1);
    Passage trial = enter();
    assertThat(trial.kind()).isEqualTo(Passage.Kind.TRIAL);
    assertThat(refused()).isTrue();
    pass(500);
    assertThat(enter().kind()).as("nothing was heard of the first").isEqualTo(trial.kind());
  }

  @Test
  void open_trialFails_doublesTheRestUpToTheLongest() {
    open(null);
    for (long rest : new long[] {500, 1_000, 2_000, 4_000, 4_000}) {
      pass(rest - 1);
      assertThat(refused()).as("rest of %d ms", rest).isTrue();
      pass(1);
      fail(FaultKind.CONNECT_FAILED);
    }
    assertThat(circuit.openings()).isOne();
  }

  @Test
  void open_trialIsAnswered_closesAndForgets() {
    open(null);
    pass(500);
    enter().answered();
    assertThat(circuit.isOpen()).isFalse();
    open(null);
    pass(500);
    assertThat(enter().kind()).as("the rest is short again").isEqualTo(Passage.Kind.TRIAL);
  }

  @Test
  void open_retryAfterWasAsked_restsThatLongWithinBounds() {
    open(3_000L);
    assertThat(circuit.waitMillis(nanos())).isEqualTo(3_000);
    pass(3_000);
    enter().failed(FaultKind.PROVIDER_OVERLOADED, nanos(), 3_600_000L);
    assertThat(circuit.waitMillis(nanos())).isEqualTo(4_000);
  }

  @Test
  void open_nobodyElseCouldAnswer_letsTenASecondThrough() {
    open(null);
    int through = 0;
    for (int n = 0; n < 400; n++) {
      Passage passage = circuit.pass(nanos(), true);
      if (passage != null) {
        through++;
        passage.failed(FaultKind.CONNECT_FAILED, nanos(), null);
      }
      pass(1);
    }
    assertThat(through).isEqualTo(4);
    pass(100);
    assertThat(enter().kind())
        .as("failed last resorts prolong nothing")
        .isEqualTo(Passage.Kind.TRIAL);
  }

  @Test
  void open_lastResortIsAnswered_closes() {
    open(null);
    requireNonNull(circuit.pass(nanos(), true)).answered();
    assertThat(circuit.isOpen()).isFalse();
  }

  @Test
  void late_newsFromBeforeTheLastChange_isIgnored() {
    Passage early = enter();
    Passage earlyToo = enter();
    open(null);
    early.answered();
    assertThat(circuit.isOpen()).as("it was let through before all the failures").isTrue();
    pass(500);
    enter().answered();
    for (int n = 0; n < 10; n++) {
      pass(1_000);
      earlyToo.failed(FaultKind.CONNECT_TIMEOUT, nanos(), null);
    }
    assertThat(circuit.isOpen()).isFalse();
  }

  private void open(@Nullable Long retryAfter) {
    for (int n = 0; n < 3; n++) {
      pass(500);
      enter().failed(FaultKind.PROVIDER_OVERLOADED, nanos(), retryAfter);
    }
    assertThat(circuit.isOpen()).isTrue();
  }

  private void fail(FaultKind kind) {
    enter().failed(kind, nanos(), null);
  }

  private Passage enter() {
    return requireNonNull(circuit.pass(nanos(), false));
  }

  private boolean refused() {
    return circuit.pass(nanos(), false) == null;
  }

  private void pass(long more) {
    millis += more;
  }

  private long nanos() {
    return millis * 1_000_000;
  }
}
