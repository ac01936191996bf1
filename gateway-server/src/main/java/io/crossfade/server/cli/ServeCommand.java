package io.crossfade.server.cli;

import io.crossfade.server.cli.admin.DataOption;
import io.crossfade.server.gateway.Gateway;
import io.crossfade.server.gateway.GatewayOptions;
import io.crossfade.server.gateway.StartFailure;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gateway serve}: the gateway, until SIGTERM or Ctrl-C. */
@Command(
    name = "serve",
    description = "Serves until SIGTERM; then finishes what is under way and exits 0.",
    mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {

  @Mixin private final ConfigOption config = new ConfigOption();
  @Mixin private final DataOption data = new DataOption();

  @Option(
      names = "--loops",
      paramLabel = "N",
      description = "Number of event loops; default: as many as cores.")
  private int loops = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--takeover",
      description = "Replaces the process that serves from the same data folder; no call is lost.")
  private boolean takeover;

  @Override
  public Integer call() throws InterruptedException {
    Lifetime lifetime = new Lifetime();
    try {
      Gateway gateway =
          Gateway.start(
              new GatewayOptions(
                  config.file,
                  data.folder(),
                  System.getenv(),
                  System.out,
                  Math.max(1, loops),
                  takeover));
      return lifetime.await(gateway);
    } catch (StartFailure e) {
      System.err.println(e.getMessage());
      return e.exitStatus();
    }
  }
}
