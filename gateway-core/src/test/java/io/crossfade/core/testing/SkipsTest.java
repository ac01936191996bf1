package io.crossfade.core.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.InvocationInterceptor.Invocation;
import org.opentest4j.TestAbortedException;

final class SkipsTest {
  private static final Invocation<String> LEFT_OUT =
      () -> {
        throw new TestAbortedException("Assumption failed: needs a moon");
      };

  @Test
  void proceed_leftOutWithSwitch_fails() {
    assertThatThrownBy(() -> new Skips(true).proceed(LEFT_OUT))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("needs a moon");
  }

  @Test
  void proceed_recordingsAbsentWithSwitch_isLeftOut() {
    Invocation<String> unobtainable =
        () -> {
          throw new Needs.Unobtainable("needs a moon");
        };
    assertThatThrownBy(() -> new Skips(true).proceed(unobtainable))
        .isInstanceOf(TestAbortedException.class);
  }

  @Test
  void proceed_leftOutWithoutSwitch_isLeftOut() {
    assertThatThrownBy(() -> new Skips(false).proceed(LEFT_OUT))
        .isInstanceOf(TestAbortedException.class);
  }

  @Test
  void proceed_passing_passes() throws Throwable {
    assertThat(new Skips(true).proceed(() -> "passed")).isEqualTo("passed");
  }

  @Test
  void tool_absent_saysWhatToInstall() {
    assertThatThrownBy(() -> Needs.tool("no-such-program"))
        .hasMessageContaining("needs the program no-such-program")
        .hasMessageContaining("install it");
  }

  @Test
  void tool_present_isFound() {
    assertThat(Needs.tools("no-such-program", "ls")).isExecutable();
  }
}
