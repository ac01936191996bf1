package io.crossfade.metrics.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class KeySpreadTest {
  private final KeySpread spread = KeySpread.perKey();

  private void calls(int key, int times) {
    for (int call = 0; call < times; call++) {
      spread.add(key);
    }
  }

  @Test
  void effective_equalUsers_isTheirNumber() {
    for (int key = 0; key < 120; key++) {
      calls(key, 7);
    }
    spread.tick(1);
    assertThat(spread.effective()).isCloseTo(120, within(1e-9));
  }

  @Test
  void effective_oneHeavyUserAmongMany_isLittleMoreThanOne() {
    calls(1_000, 1_000);
    for (int key = 0; key < 100; key++) {
      calls(key, 1);
    }
    spread.tick(1);
    assertThat(spread.effective()).isBetween(1.0, 1.5);
  }

  @Test
  void effective_inTheNextWindow_isThatOfTheLast() {
    for (int key = 0; key < 120; key++) {
      calls(key, 1);
    }
    spread.tick(1);
    spread.tick(KeyCap.WINDOW_NANOS);
    calls(3, 50);
    spread.tick(KeyCap.WINDOW_NANOS + 1);
    assertThat(spread.effective()).isCloseTo(120, within(1e-9));
    spread.tick(2 * KeyCap.WINDOW_NANOS);
    assertThat(spread.effective()).isCloseTo(1, within(1e-9));
  }

  @Test
  void effective_nobody_isNone() {
    spread.tick(1);
    assertThat(spread.effective()).isZero();
  }

  @Test
  void effective_everyCallItsOwnKey_isUnbounded() {
    KeySpread perCall = KeySpread.unbounded();
    perCall.add(1);
    perCall.tick(1);
    assertThat(perCall.effective()).isInfinite();
  }
}
