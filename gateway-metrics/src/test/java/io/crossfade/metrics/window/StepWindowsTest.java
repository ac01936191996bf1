package io.crossfade.metrics.window;

import static io.crossfade.core.Arm.CANDIDATE;
import static io.crossfade.core.Arm.CONTROL;
import static io.crossfade.core.fault.Evidence.FAILURE;
import static io.crossfade.core.fault.Evidence.NONE;
import static io.crossfade.core.fault.Evidence.REJECTION;
import static io.crossfade.core.fault.Evidence.SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.Arm;
import io.crossfade.core.fault.Evidence;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

final class StepWindowsTest {
  private final StepWindows windows = new StepWindows(3);

  private void ended(int loop, Evidence evidence, long key, long startedNanos) {
    windows.of(loop, CANDIDATE).ended(evidence, key, startedNanos, startedNanos + 5);
  }

  @Test
  void read_everyKindOfEvidence_isCountedWhereItBelongs() {
    ended(0, SUCCESS, 1, 10);
    ended(1, FAILURE, 2, 10);
    ended(2, REJECTION, 3, 10);
    ended(2, NONE, 4, 10);
    ArmSums candidate = windows.read().candidate();
    assertThat(candidate.ended()).isEqualTo(4);
    assertThat(candidate.units()).isEqualTo(2);
    assertThat(candidate.failures()).isEqualTo(1);
    assertThat(candidate.rejections()).isEqualTo(1);
    assertThat(candidate.answered()).isEqualTo(2);
    assertThat(windows.read().control()).isEqualTo(ArmSums.ZERO);
  }

  @Test
  void minus_earlierReading_keepsOnlyWhatCameSince() {
    ended(0, FAILURE, 1, 10);
    Sums earlier = windows.read();
    ended(0, FAILURE, 2, 20);
    ended(1, SUCCESS, 1, 20);
    ArmSums since = windows.read().minus(earlier).candidate();
    assertThat(since.failures()).isEqualTo(1);
    assertThat(since.units()).isEqualTo(2);
  }

  @Test
  void thirdStart_overLoops_isTheThirdLatest() {
    for (long start : new long[] {40, 10, 60, 20, 50, 30}) {
      ended((int) (start / 10) % 3, SUCCESS, 1, start);
    }
    assertThat(windows.read().candidate().thirdStartNanos()).isEqualTo(40);
  }

  @Test
  void secondKey_sameKeyOnEveryLoop_isNever() {
    ended(0, FAILURE, 9, 10);
    ended(1, FAILURE, 9, 20);
    ended(2, FAILURE, 9, 30);
    assertThat(windows.read().candidate().secondKeyNanos()).isEqualTo(ArmWindow.NEVER);
  }

  @Test
  void secondKey_twoKeys_isTheLastFailureOfTheOther() {
    ended(0, FAILURE, 9, 10);
    ended(0, FAILURE, 8, 20);
    ended(1, FAILURE, 9, 30);
    ended(1, FAILURE, 9, 40);
    assertThat(windows.read().candidate().secondKeyNanos()).isEqualTo(25);
  }

  /** If a cell were published before the one it depends on, a reading could go backwards. */
  @Test
  void read_whileLoopsWrite_onlyGrowsAndEndsExact() {
    int perLoop = 200_000;
    try (ExecutorService loops = Executors.newFixedThreadPool(2)) {
      loops.execute(() -> write(0, CONTROL, perLoop));
      loops.execute(() -> write(1, CONTROL, perLoop));
      long seen = 0;
      while (seen < 2L * perLoop) {
        long now = windows.read().control().ended();
        assertThat(now).isGreaterThanOrEqualTo(seen);
        seen = now;
      }
    }
    assertThat(windows.read().control().units()).isEqualTo(2L * perLoop);
  }

  private void write(int loop, Arm arm, int count) {
    for (int call = 0; call < count; call++) {
      long key = 2L * call + loop;
      windows.of(loop, arm).ended(call % 2 == 0 ? SUCCESS : FAILURE, key << 1, call, call + 1);
    }
  }
}
