package io.crossfade.server.real.scrape;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.crossfade.core.testing.Needs;
import io.crossfade.server.testing.Await;
import io.crossfade.server.testing.GatewayClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** A Prometheus of its own, as a child process that scrapes one target every second. */
final class Prometheus implements AutoCloseable {
  private static final Duration READY_WITHIN = Duration.ofSeconds(60);
  private static final JsonMapper JSON = new JsonMapper();

  private final Process process;
  private final GatewayClient client;

  private Prometheus(Process process, int port) {
    this.process = process;
    this.client = new GatewayClient("http://127.0.0.1:" + port);
  }

  /** Starts one; its files go into {@code folder}. */
  static Prometheus scraping(InetSocketAddress target, Path folder) throws IOException {
    String program = Needs.tool("prometheus").toString();
    int port = freePort();
    Path file = Files.write(folder.resolve("prometheus.yml"), configuration(target));
    Process process =
        new ProcessBuilder(
                program,
                "--config.file=" + file,
                "--storage.tsdb.path=" + folder.resolve("tsdb"),
                "--web.listen-address=127.0.0.1:" + port)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("prometheus.log").toFile())
            .start();
    return new Prometheus(process, port);
  }

  private static byte[] configuration(InetSocketAddress target) {
    return """
    global: {scrape_interval: 1s, scrape_timeout: 1s}
    scrape_configs:
      - job_name: crossfade
        static_configs: [{targets: ["127.0.0.1:%d"]}]
    """
        .formatted(target.getPort())
        .getBytes(UTF_8);
  }

  /** Free a moment ago, which on a loopback address of a test machine is as good as can be. */
  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Waits until the query has exactly this answer. */
  void await(String query, Map<String, Double> answer) {
    try {
      Await.until(() -> isUp() && query(query).equals(answer), READY_WITHIN);
    } catch (AssertionError e) {
      throw new AssertionError(
          "%s never was %s but %s".formatted(query, answer, isUp() ? query(query) : "not up"), e);
    }
  }

  private boolean isUp() {
    if (!process.isAlive()) {
      throw new AssertionError("prometheus ended with " + process.exitValue());
    }
    try {
      return client.get("/-/ready").statusCode() == 200;
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  /**
   * Asks the HTTP API for an instant vector.
   *
   * @return values by the labels of the series, in the order of their names, joined by blanks
   */
  Map<String, Double> query(String query) {
    Map<String, Double> values = new TreeMap<>();
    for (JsonNode series : ask(query).path("data").path("result")) {
      Map<String, String> labels = new TreeMap<>();
      series
          .path("metric")
          .properties()
          .forEach(l -> labels.put(l.getKey(), l.getValue().asText()));
      values.put(String.join(" ", labels.values()), series.path("value").path(1).asDouble());
    }
    return values;
  }

  private JsonNode ask(String query) {
    var response = client.get("/api/v1/query?query=" + URLEncoder.encode(query, UTF_8));
    try {
      JsonNode answer = JSON.readTree(response.body());
      if (!answer.path("status").asText().equals("success")) {
        throw new AssertionError(query + " was answered " + response.body());
      }
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    client.close();
    process.destroy();
    process.onExit().join();
  }
}
