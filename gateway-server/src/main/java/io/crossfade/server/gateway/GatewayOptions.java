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
 */
public record GatewayOptions(
    Path config, Path data, Map<String, String> environment, PrintStream accessLog, int loops) {

  public GatewayOptions {
    environment = Map.copyOf(environment);
  }
}
