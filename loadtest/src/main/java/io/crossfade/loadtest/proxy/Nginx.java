package io.crossfade.loadtest.proxy;

import io.crossfade.loadtest.net.Pem;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * nginx as the plainest proxy there is: 5 % by {@code split_clients}, connections kept, no log,
 * answers passed on as they come, and bodies never on disk.
 */
public final class Nginx {
  private Nginx() {}

  public static Target start(Place place) throws IOException {
    InetSocketAddress address = place.freeAddress();
    Path file = place.write("nginx.conf", config(place, address));
    List<String> command =
        List.of("nginx", "-p", place.folder().toString(), "-c", file.toString(), "-e", "stderr");
    return new Target(Target.NGINX, address, Program.start(place, command, Map.of()));
  }

  private static String config(Place place, InetSocketAddress address) {
    return """
    worker_processes 1;
    worker_rlimit_nofile 65536;
    daemon off;
    pid %1$s/nginx.pid;
    error_log stderr error;
    events { worker_connections 32768; }
    http {
      access_log off;
      split_clients "$request_id" $arm { 5%% candidate; * control; }
      upstream control { server 127.0.0.1:%3$d; keepalive 2048; keepalive_requests 1000000000; }
      upstream candidate { server 127.0.0.1:%4$d; keepalive 2048; keepalive_requests 1000000000; }
      client_body_temp_path %1$s/body; proxy_temp_path %1$s/proxy;
      fastcgi_temp_path %1$s/f; uwsgi_temp_path %1$s/u; scgi_temp_path %1$s/s;
      client_max_body_size 32m;
      client_body_buffer_size 1m;
      keepalive_requests 1000000000;
      keepalive_timeout 600s;
      server {
        listen 127.0.0.1:%2$d backlog=4096%6$s;
        %7$s
        location / {
          proxy_pass %5$s://$arm;
          proxy_http_version 1.1;
          proxy_set_header Connection "";
          proxy_buffering off;
          proxy_read_timeout 600s;
        }
      }
    }
    """
        .formatted(
            place.folder(),
            address.getPort(),
            place.control().getPort(),
            place.candidate().getPort(),
            place.scheme(),
            place.tls() == null ? "" : " ssl",
            certificate(place.tls()));
  }

  private static String certificate(@Nullable Pem tls) {
    return tls == null
        ? ""
        : "ssl_certificate %s; ssl_certificate_key %s;".formatted(tls.certificate(), tls.key());
  }
}
