package io.crossfade.core.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The two ports.
 *
 * @param listen data port
 * @param tls certificate of the data port, or null for plain HTTP
 * @param admin admin port
 * @param adminKey secret of the management API, or null to have one made and kept in the data
 *     folder
 */
public record ServerConfig(
    Address listen, @Nullable Tls tls, Address admin, @Nullable Secret adminKey) {

  /**
   * Where to listen.
   *
   * @param host IP address or host name
   * @param port 0 for any free one
   */
  public record Address(String host, int port) {
    @Override
    public String toString() {
      return host.contains(":") ? "[%s]:%d".formatted(host, port) : host + ":" + port;
    }
  }

  /** PEM files, read at the start. */
  public record Tls(Path cert, Path key) {}
}
