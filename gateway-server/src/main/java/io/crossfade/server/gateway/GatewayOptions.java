package io.crossfade.server.gateway;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;

/**
 * How a gateway is started.
 *
 * @param config the YAML file
 * @param data folder of the store and the admin key
 * @param environment where {@code ${NAME}} and proxies are looked up
 * @param accessLog where the access log goes
 * @param loops number of event loops
 * @param takeover whether a process that serves from the same data folder is to be replaced
 */
public record GatewayOptions(
    Path config,
    Path data,
    Map<String, String> environment,
    PrintStream accessLog,
    int loops,
    boolean takeover) {

  public GatewayOptions {
    environment = Map.copyOf(environment);
  }

  /** Without a takeover. */
  public GatewayOptions(
      Path config, Path data, Map<String, String> environment, PrintStream accessLog, int loops) {
    this(config, data, environment, accessLog, loops, false);
  }
}
