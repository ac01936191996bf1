package io.crossfade.server.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class SignalsTest {

  @Test
  void on_raised_runsTheAction() throws ReflectiveOperationException {
    CompletableFuture<String> heard = new CompletableFuture<>();
    assumeTrue(Signals.on("HUP", () -> heard.complete("hup")), "this system has no SIGHUP");
    raise();
    assertThat(heard).succeedsWithin(Duration.ofSeconds(10)).isEqualTo("hup");
  }

  private static void raise() throws ReflectiveOperationException {
    Class<?> signals = Class.forName("sun.misc.Signal");
    Object hup = signals.getConstructor(String.class).newInstance("HUP");
    signals.getMethod("raise", signals).invoke(null, hup);
  }
}
