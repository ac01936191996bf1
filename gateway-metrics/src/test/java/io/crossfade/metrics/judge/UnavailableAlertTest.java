package io.crossfade.metrics.judge;

import static io.crossfade.core.Arm.CONTROL;
import static io.crossfade.core.fault.Evidence.FAILURE;
import static io.crossfade.core.fault.Evidence.SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.Arm;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every call of an arm fails: after the time that the operator chose, an alert says so. */
final class UnavailableAlertTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private static boolean raised(Bench bench, Arm arm) {
    return bench.judge.alerts().stream()
        .anyMatch(alert -> alert.name().equals("unavailable") && alert.arm() == arm);
  }

  private static void fail(Bench bench, Arm arm, int seconds) {
    for (int second = 0; second < seconds; second++) {
      bench.calls(arm, FAILURE, 1).quiet(SECOND);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 30, 90})
  void tick_deadForAsLongAsSet_raises(int seconds) {
    Bench bench = new Bench().split(5_000).unavailableAfter(Duration.ofSeconds(seconds));

    fail(bench, CONTROL, seconds - 1);
    assertThat(raised(bench, CONTROL)).isFalse();
    fail(bench, CONTROL, 1);
    assertThat(raised(bench, CONTROL)).isTrue();
  }

  @ParameterizedTest
  @EnumSource(names = {"CONTROL", "CANDIDATE"})
  void tick_answersAgain_clearsAfterFiveMinutes(Arm arm) {
    Bench bench = new Bench().split(5_000).unavailableAfter(Duration.ofSeconds(5));
    fail(bench, arm, 6);

    bench.calls(arm, SUCCESS, 1).quiet(Duration.ofMinutes(5).minus(SECOND));
    assertThat(raised(bench, arm)).isTrue();
    bench.quiet(SECOND.multipliedBy(2));
    assertThat(raised(bench, arm)).isFalse();
  }
}
