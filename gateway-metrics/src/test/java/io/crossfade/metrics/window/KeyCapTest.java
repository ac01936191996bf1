package io.crossfade.metrics.window;

import static io.crossfade.core.Arm.CANDIDATE;
import static io.crossfade.core.Arm.CONTROL;
import static io.crossfade.core.fault.Evidence.FAILURE;
import static io.crossfade.core.fault.Evidence.REJECTION;
import static io.crossfade.core.fault.Evidence.SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.Arm;
import io.crossfade.core.fault.Evidence;
import io.crossfade.metrics.key.KeyCap;
import org.junit.jupiter.api.Test;

final class KeyCapTest {
  private final Carried carried = Carried.perKey();
  private final StepWindows windows = new StepWindows(2, carried);

  private void ended(int times, Arm arm, Evidence evidence, long key) {
    for (int call = 0; call < times; call++) {
      windows.of(call % 2, arm).ended(evidence, key, 0, 1_000);
    }
  }

  @Test
  void ended_fourthFailureOfAKey_leavesTheUnits() {
    ended(5, CANDIDATE, FAILURE, 77);
    ended(4, CANDIDATE, SUCCESS, 77);
    ArmSums sums = windows.read().candidate();
    assertThat(sums.failures()).isEqualTo(3);
    assertThat(sums.units()).isEqualTo(7);
    assertThat(sums.attempts()).isEqualTo(9);
  }

  @Test
  void ended_otherKindArmOrKey_isBoundedOnItsOwn() {
    ended(5, CANDIDATE, FAILURE, 77);
    ended(5, CANDIDATE, REJECTION, 77);
    ended(5, CONTROL, FAILURE, 77);
    ended(5, CANDIDATE, FAILURE, 78);
    assertThat(windows.read().candidate().failures()).isEqualTo(6);
    assertThat(windows.read().candidate().rejections()).isEqualTo(3);
    assertThat(windows.read().control().failures()).isEqualTo(3);
  }

  @Test
  void ended_nextStepInTheSameTenMinutes_isStillBounded() {
    ended(3, CANDIDATE, FAILURE, 77);
    StepWindows next = new StepWindows(2, carried);
    next.of(0, CANDIDATE).ended(FAILURE, 77, 0, 2_000);
    assertThat(next.read().candidate().failures()).isZero();
  }

  @Test
  void ended_nextTenMinutes_countsAgain() {
    ended(5, CANDIDATE, FAILURE, 77);
    windows.of(0, CANDIDATE).ended(FAILURE, 77, 0, KeyCap.WINDOW_NANOS + 1);
    assertThat(windows.read().candidate().failures()).isEqualTo(4);
  }

  @Test
  void ended_keysSharingASlot_forgive() {
    ended(3, CANDIDATE, FAILURE, 77);
    ended(3, CANDIDATE, FAILURE, 77 + KeyCap.SLOTS);
    assertThat(windows.read().candidate().failures()).isEqualTo(3);
  }
}
