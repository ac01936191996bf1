package io.crossfade.loadtest.proxy;

import io.crossfade.loadtest.net.Pem;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * HAProxy doing what {@link Nginx} does: one thread, 5 % by chance, connections shared and kept.
 */
public final class HaProxy {
  /** As it stands in the results. */
  public static final String NAME = "haproxy";

  private HaProxy() {}

  public static Target start(Place place) throws IOException {
    InetSocketAddress address = place.freeAddress();
    Pem tls = place.tls();
    String text =
        """
        global
          nbthread 1
          tune.pool-high-fd-ratio 90
        defaults
          mode http
          timeout connect 5s
          timeout client 10m
          timeout server 10m
          option http-keep-alive
          option http-no-delay
          http-reuse always
        frontend callers
          bind 127.0.0.1:%1$d backlog 4096%4$s
          use_backend candidate if { rand(100) lt 5 }
          default_backend control
        backend control
          server control 127.0.0.1:%2$d%5$s pool-max-conn -1
        backend candidate
          server candidate 127.0.0.1:%3$d%5$s pool-max-conn -1
        """
            .formatted(
                address.getPort(),
                place.control().getPort(),
                place.candidate().getPort(),
                tls == null ? "" : " ssl crt " + both(place, tls),
                tls == null ? "" : " ssl verify none");
    Path file = place.write("haproxy.cfg", text);
    List<String> command = List.of("haproxy", "-db", "-f", file.toString());
    return new Target(NAME, address, Program.start(place, command, Map.of()));
  }

  /** It wants certificate and key in one file. */
  private static Path both(Place place, Pem tls) throws IOException {
    String text = Files.readString(tls.certificate()) + Files.readString(tls.key());
    return place.write("haproxy.pem", text);
  }
}
