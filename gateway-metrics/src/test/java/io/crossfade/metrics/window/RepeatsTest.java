package io.crossfade.metrics.window;

import static io.crossfade.core.Arm.CANDIDATE;
import static io.crossfade.core.fault.Evidence.FAILURE;
import static io.crossfade.core.fault.Evidence.REJECTION;
import static io.crossfade.core.fault.Evidence.SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.fault.Evidence;
import org.junit.jupiter.api.Test;

/** By request id, a failure that its caller repeats is one failure. */
final class RepeatsTest {
  private final Carried carried = Carried.perCall();
  private final StepWindows windows = new StepWindows(2, carried);

  private void ended(int loop, Evidence evidence, long key) {
    windows.of(loop, CANDIDATE).ended(evidence, key, 0, 1_000);
  }

  @Test
  void ended_sameRequestFailsAgain_isNoFurtherEvidence() {
    ended(0, FAILURE, 77);
    ended(0, FAILURE, 77);
    ended(1, FAILURE, 77);
    assertThat(windows.read().candidate().failures()).isEqualTo(1);
    assertThat(windows.read().candidate().units()).isEqualTo(1);
    assertThat(windows.read().candidate().attempts()).isEqualTo(3);
  }

  @Test
  void ended_otherRequests_allCount() {
    for (long key = 0; key < 100; key++) {
      ended(0, FAILURE, key << 20);
    }
    assertThat(windows.read().candidate().failures()).isEqualTo(100);
  }

  @Test
  void ended_refusalOrSuccessOfTheSameRequest_counts() {
    ended(0, FAILURE, 77);
    ended(0, REJECTION, 77);
    ended(0, REJECTION, 77);
    ended(0, SUCCESS, 77);
    assertThat(windows.read().candidate().failures()).isEqualTo(1);
    assertThat(windows.read().candidate().rejections()).isEqualTo(1);
    assertThat(windows.read().candidate().successes()).isEqualTo(1);
  }

  @Test
  void ended_sameRequestInTheNextStep_isStillTheSame() {
    ended(0, FAILURE, 77);
    StepWindows next = new StepWindows(1, carried);
    next.of(0, CANDIDATE).ended(FAILURE, 77, 0, 2_000);
    assertThat(next.read().candidate().failures()).isZero();
  }
}
