package io.crossfade.server.cli;

import io.crossfade.server.demo.Demo;
import io.crossfade.server.gateway.StartFailure;
import io.crossfade.server.signal.Signals;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code gateway demo}: the whole product with no key and no network. */
@Command(
    name = "demo",
    description = "Shows a canary and its rollback with two built-in fake providers.",
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {

  @Option(
      names = "--fail-after",
      paramLabel = "SECONDS",
      description = "When the new provider starts to fail; default: ${DEFAULT-VALUE}.",
      defaultValue = "20")
  private int failAfterSeconds = 20;

  @Override
  public Integer call() throws IOException {
    Thread player = Thread.currentThread();
    Signals.on("INT", player::interrupt);
    Signals.on("TERM", player::interrupt);
    try {
      new Demo(failAfterSeconds, System.out).run();
      return 0;
    } catch (StartFailure e) {
      System.err.println(e.getMessage());
      return e.exitStatus();
    } catch (InterruptedException | ClosedByInterruptException ended) {
      return 0;
    }
  }
}
