package io.crossfade.metrics.judge.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.Arm;
import io.crossfade.core.fault.Evidence;
import io.crossfade.metrics.judge.MigrationJudge;
import io.crossfade.metrics.judge.evidence.Tick;
import io.crossfade.metrics.window.ArmWindow;
import io.crossfade.metrics.window.StepWindows;
import io.crossfade.metrics.window.Sums;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class KeyMissingConditionTest {
  private final KeyMissingCondition condition = new KeyMissingCondition();
  private StepWindows windows = new StepWindows(1);
  private long now;

  private void calls(Arm arm, int calls, int keyless) {
    ArmWindow window = windows.of(0, arm);
    for (int call = 0; call < calls; call++) {
      window.ended(Evidence.SUCCESS, call, now, now);
      if (call < keyless) {
        window.keyMissing();
      }
    }
  }

  private boolean holdsAfter(Duration time) {
    long end = now + time.toNanos();
    while (now < end) {
      now += MigrationJudge.TICK.toNanos();
      Sums sums = windows.read();
      condition.tick(new Tick(now, now, 0, 0, 0.5, sums, sums));
    }
    return condition.holds();
  }

  @ParameterizedTest
  @CsvSource({
    "99, 99, false",
    "100, 1, false",
    "100, 2, true",
    "10000, 100, false",
    "10000, 101, true"
  })
  void tick_shareOfMissingKeys_isHeldAgainstOnePercent(int calls, int keyless, boolean holds) {
    calls(Arm.CONTROL, calls / 2, keyless / 2);
    calls(Arm.CANDIDATE, calls - calls / 2, keyless - keyless / 2);
    assertThat(holdsAfter(MigrationJudge.TICK)).isEqualTo(holds);
  }

  @Test
  void tick_keysComeBack_isForgottenAfterFiveMinutes() {
    calls(Arm.CONTROL, 1_000, 50);
    assertThat(holdsAfter(Duration.ofMinutes(1))).isTrue();
    assertThat(condition.reason()).contains("50 of the last 1000 calls (5.0 %)");
    calls(Arm.CONTROL, 1_000, 0);
    assertThat(holdsAfter(Duration.ofMinutes(3))).isTrue();
    calls(Arm.CONTROL, 1_000, 0);
    assertThat(holdsAfter(Duration.ofSeconds(90))).isFalse();
  }

  @Test
  void tick_nextStep_countsAnew() {
    calls(Arm.CONTROL, 1_000, 50);
    assertThat(holdsAfter(Duration.ofMinutes(6))).isFalse();
    calls(Arm.CONTROL, 1_000, 50);
    assertThat(holdsAfter(MigrationJudge.TICK)).isTrue();
    condition.stepStarted();
    windows = new StepWindows(1);
    assertThat(holdsAfter(MigrationJudge.TICK)).isFalse();
    calls(Arm.CONTROL, 200, 0);
    assertThat(holdsAfter(MigrationJudge.TICK)).isFalse();
  }
}
