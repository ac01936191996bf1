package io.crossfade.server.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The configuration file, the same for every command that reads it. */
final class ConfigOption {

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Configuration file; default: ${DEFAULT-VALUE}.",
      defaultValue = "config/gateway.yaml")
  Path file = Path.of("config/gateway.yaml");
}
