package io.crossfade.loadtest.proxy;

import io.crossfade.loadtest.http.Prompt;
import io.crossfade.loadtest.net.Pem;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The gateway as its launcher starts it, with a migration at 5 % and all it does by default. */
public final class Crossfade {
  private Crossfade() {}

  /**
   * Starts it with an empty store.
   *
   * @param launcher the script that users start it with
   */
  public static Target start(Place place, Path launcher) throws IOException {
    InetSocketAddress address = place.freeAddress();
    Path data = Files.createTempDirectory(place.folder(), "data");
    Path file = place.write("gateway.yaml", config(place, address));
    List<String> command =
        List.of(
            launcher.toString(), "serve", "--config", file.toString(), "--data", data.toString());
    Pem tls = place.tls();
    Map<String, String> trust =
        tls == null ? Map.of() : Map.of("SSL_CERT_FILE", tls.certificate().toString());
    return new Target(Target.CROSSFADE, address, Program.start(place, command, trust));
  }

  private static String config(Place place, InetSocketAddress address) throws IOException {
    Pem tls = place.tls();
    String files =
        tls == null ? "" : ", tls: {cert: %s, key: %s}".formatted(tls.certificate(), tls.key());
    return """
    server: {listen: "127.0.0.1:%1$d", admin: "127.0.0.1:%2$d"%3$s}
    providers:
      old: {type: openai-compatible, base_url: "%4$s/v1", limits: {concurrent: 20000}}
      new: {type: openai-compatible, base_url: "%5$s/v1", limits: {concurrent: 20000}}
    migrations:
      - {name: load, from: old/%6$s, to: new/%7$s, split: 5%%}
    drain: 1s
    """
        .formatted(
            address.getPort(),
            place.freeAddress().getPort(),
            files,
            base(place, place.control()),
            base(place, place.candidate()),
            Prompt.CONTROL_MODEL,
            Prompt.CANDIDATE_MODEL);
  }

  private static String base(Place place, InetSocketAddress provider) {
    return "%s://127.0.0.1:%d".formatted(place.scheme(), provider.getPort());
  }
}
