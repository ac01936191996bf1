package io.crossfade.loadtest.proxy;

import io.crossfade.loadtest.net.Pem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What every proxy is given.
 *
 * @param folder for its files
 * @param cores it may run on, as {@code taskset -c} takes them
 * @param control provider of 95 % of the requests
 * @param candidate provider of the others
 * @param tls for both sides of the proxy; none for plain HTTP
 */
public record Place(
    Path folder,
    String cores,
    InetSocketAddress control,
    InetSocketAddress candidate,
    @Nullable Pem tls) {

  String scheme() {
    return tls == null ? "http" : "https";
  }

  /** A loopback port that was free a moment ago. */
  InetSocketAddress freeAddress() throws IOException {
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    try (ServerSocket socket = new ServerSocket(0, 1, loopback)) {
      return new InetSocketAddress(loopback, socket.getLocalPort());
    }
  }

  /** Writes one of the proxy's files. */
  Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }
}
