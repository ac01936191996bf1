package io.crossfade.server.cli;

import io.crossfade.server.gateway.Gateway;
import io.crossfade.server.gateway.GatewayOptions;
import io.crossfade.server.gateway.StartFailure;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gateway serve}: the gateway, until SIGTERM or Ctrl-C. */
@Command(
    name = "serve",
    description = "Serve until SIGTERM: then finish what is under way, and exit 0.",
    mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {

  @Mixin private ConfigOption config;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Folder of the store and the admin key; default: CROSSFADE_DATA, else data.")
  private Path data;
}
