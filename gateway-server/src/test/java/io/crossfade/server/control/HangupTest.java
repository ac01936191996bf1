package io.crossfade.server.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class HangupTest {

  @Test
  void onSignal_raised_runsTheAction() throws ReflectiveOperationException {
    CompletableFuture<String> heard = new CompletableFuture<>();
    assumeTrue(Hangup.onSignal(() -> heard.complete("hup")), "this system has no SIGHUP");
    raise();
    assertThat(heard).succeedsWithin(Rig.LIMIT).isEqualTo("hup");
  }

  private static void raise() throws ReflectiveOperationException {
    Class<?> signals = Class.forName("sun.misc.Signal");
    Object hup = signals.getConstructor(String.class).newInstance("HUP");
    signals.getMethod("raise", signals).invoke(null, hup);
  }
}
