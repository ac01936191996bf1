package io.crossfade.server.real;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.crossfade.server.control.MigrationView;
import io.crossfade.server.gateway.Gateway;
import io.crossfade.server.gateway.GatewayOptions;
import io.crossfade.server.gateway.StartFailure;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** A whole gateway on free loopback ports, started from the text of a configuration file. */
public final class RunningGateway implements AutoCloseable {
  private static final String PORTS =
      """
      server: {listen: "127.0.0.1:0", admin: "127.0.0.1:0", admin_key: "${ADMIN_KEY}"}
      """;

  /** What a file may name, one key for each provider a test declares. */
  public static final Map<String, String> ENVIRONMENT =
      Map.of(
          "ADMIN_KEY", "admin-key-for-tests",
          "OLD_KEY", "old-provider-key",
          "NEW_KEY", "new-provider-key");

  private final Gateway gateway;

  private RunningGateway(Gateway gateway) {
    this.gateway = gateway;
  }

  /**
   * Starts a gateway.
   *
   * @param folder empty; for its file and its data
   * @param yaml the file, less the part about ports
   */
  public static RunningGateway start(Path folder, String yaml) {
    return start(folder, yaml, Map.of());
  }

  /**
   * Starts a gateway in an environment.
   *
   * @param more variables, besides {@link #ENVIRONMENT}
   */
  public static RunningGateway start(Path folder, String yaml, Map<String, String> more) {
    Map<String, String> environment = new HashMap<>(ENVIRONMENT);
    environment.putAll(more);
    try {
      Files.createDirectories(folder);
      Path file = Files.write(folder.resolve("gateway.yaml"), (PORTS + yaml).getBytes(UTF_8));
      PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, UTF_8);
      return new RunningGateway(
          Gateway.start(new GatewayOptions(file, folder.resolve("data"), environment, nowhere, 2)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (StartFailure e) {
      throw new AssertionError("the gateway did not start with\n" + yaml, e);
    }
  }

  public InetSocketAddress dataAddress() {
    return gateway.dataAddress();
  }

  /** What applications set as their base URL, without a version. */
  public String url() {
    return "http://127.0.0.1:" + gateway.dataAddress().getPort();
  }

  public InetSocketAddress adminAddress() {
    return gateway.adminAddress();
  }

  /** Where a migration of the file stands. */
  public MigrationView migration(String name) {
    return Objects.requireNonNull(gateway.migrations().views().get(name), name);
  }

  @Override
  public void close() {
    gateway.close();
  }
}
