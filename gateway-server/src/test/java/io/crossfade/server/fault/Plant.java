package io.crossfade.server.fault;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.crossfade.metrics.window.ArmSums;
import io.crossfade.server.gateway.Gateway;
import io.crossfade.server.gateway.GatewayOptions;
import io.crossfade.server.gateway.StartFailure;
import io.crossfade.server.testing.Await;
import io.crossfade.server.testing.RawClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A whole gateway in this process, and what it says of each call: log line, metrics, evidence. */
public final class Plant implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();

  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private final AtomicInteger ids = new AtomicInteger();
  private final Gateway gateway;

  /**
   * Starts a gateway on free ports.
   *
   * @param folder an empty one, for its file and its data
   * @param yaml the configuration, without its {@code server} part
   */
  public Plant(Path folder, String yaml) {
    this(folder, yaml, Map.of());
  }

  public Plant(Path folder, String yaml, Map<String, String> environment) {
    String server = "server: {listen: \"127.0.0.1:0\", admin: \"127.0.0.1:0\"}\n";
    try {
      Path file = Files.writeString(folder.resolve("gateway.yaml"), server + yaml);
      PrintStream out = new PrintStream(log, true, UTF_8);
      gateway =
          Gateway.start(new GatewayOptions(file, folder.resolve("data"), environment, out, 2));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (StartFailure e) {
      throw new AssertionError("the gateway did not start: " + e.getMessage(), e);
    }
  }

  /** A caller on a connection of his own. */
  public RawClient caller() {
    return RawClient.to(gateway.dataAddress());
  }

  /** A caller whose socket takes very little, to be slow with. */
  public RawClient slowCaller() {
    return RawClient.slowTo(gateway.dataAddress(), 4_096);
  }

  /** A request id nobody has used yet. */
  public String nextId() {
    return "call-" + ids.incrementAndGet();
  }

  /** The line of the access log about that call; waits for it. */
  public JsonNode logged(String id) {
    Await.until(() -> line(id) != null);
    try {
      return JSON.readTree(Objects.requireNonNull(line(id)));
    } catch (JsonProcessingException e) {
      throw new AssertionError("the access log is not JSON: " + line(id), e);
    }
  }

  private @Nullable String line(String id) {
    return log.toString(UTF_8)
        .lines()
        .filter(line -> line.contains("\"request_id\":\"" + id + "\""))
        .findFirst()
        .orElse(null);
  }

  /** What a metric says, summed over all series whose labels hold these texts. */
  public double metric(String name, String... labels) {
    try (RawClient admin = RawClient.to(gateway.adminAddress())) {
      return admin
          .get("/metrics")
          .read()
          .text()
          .lines()
          .filter(line -> line.startsWith(name + "{"))
          .filter(line -> java.util.Arrays.stream(labels).allMatch(line::contains))
          .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
          .sum();
    }
  }

  /** What the candidate of that migration has proven so far. */
  public ArmSums candidate(String migration) {
    return view(migration).candidate();
  }

  public ArmSums control(String migration) {
    return view(migration).control();
  }

  private io.crossfade.metrics.window.Sums view(String migration) {
    var view = Objects.requireNonNull(gateway.migrations().views().get(migration), migration);
    return view.windows().read();
  }

  @Override
  public void close() {
    gateway.close();
  }
}
