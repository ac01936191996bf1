package io.crossfade.server.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import io.crossfade.server.gateway.Gateway;
import io.crossfade.server.gateway.GatewayOptions;
import io.crossfade.server.gateway.StartFailure;
import io.crossfade.server.testing.Answer;
import io.crossfade.server.testing.FakeProvider;
import io.crossfade.server.testing.RawClient;
import io.crossfade.server.testing.RawResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A whole gateway with one migration named {@code m}, asked over sockets byte by byte. */
final class AdminBench implements AutoCloseable {
  static final String KEY = "an-admin-key";
  static final String BEARER = "authorization: Bearer " + KEY;
  static final String JSON = "content-type: application/json";
  static final String MIGRATION = "/v1/management/migrations/m";
  private static final String PROVIDER_KEY = "sk-never-to-be-seen";

  final FakeProvider provider = new FakeProvider(Answer.json(200, "{\"choices\":[]}"));
  final Path file;
  private final Gateway gateway;

  AdminBench(Path folder) throws IOException, StartFailure {
    this(folder, "  - {name: m, from: old/gpt-4o, to: new/gpt-4.1, split: 10%}");
  }

  /** With these lines below {@code migrations:}. */
  AdminBench(Path folder, String migrations) throws IOException, StartFailure {
    file = folder.resolve("gateway.yaml");
    declare(migrations);
    Map<String, String> environment = Map.of("ADMIN_KEY", KEY, "PROVIDER_KEY", PROVIDER_KEY);
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, UTF_8);
    gateway = Gateway.start(new GatewayOptions(file, folder, environment, nowhere, 1));
  }

  /** Saves the file with that split. */
  void write(String split) throws IOException {
    declare("  - {name: m, from: old/gpt-4o, to: new/gpt-4.1, split: %s}".formatted(split));
  }

  /** Saves the file with these lines below {@code migrations:}. */
  void declare(String migrations) throws IOException {
    Files.writeString(
        file,
        """
        server: {listen: "127.0.0.1:0", admin: "127.0.0.1:0", admin_key: "${ADMIN_KEY}"}
        providers:
          old: {type: openai-compatible, base_url: %1$s/v1, api_key: "${PROVIDER_KEY}"}
          new: {type: openai-compatible, base_url: %1$s/v1, api_key: "${PROVIDER_KEY}"}
        migrations:
        %2$s
        """
            .formatted(provider.url(), migrations));
  }

  /** Saves the file without the provider {@code new}, and without migrations. */
  void dropProviderNew() throws IOException {
    declare("  []");
    String text = Files.readString(file);
    String left = text.lines().filter(line -> !line.startsWith("  new:")).collect(joining("\n"));
    Files.writeString(file, left + "\n# " + System.nanoTime() + "\n");
  }

  Gateway gateway() {
    return gateway;
  }

  InetSocketAddress address() {
    return gateway.adminAddress();
  }

  /** One request on a connection of its own; {@code fields} are whole lines. */
  RawResponse ask(String method, String target, String body, String... fields) {
    try (RawClient client = RawClient.to(address())) {
      client.send(request(method, target, body, fields));
      return method.equals("HEAD") ? client.readHead() : client.read();
    }
  }

  /** A read with the key. */
  RawResponse get(String target) {
    return ask("GET", target, "", BEARER);
  }

  /** A write with the key. */
  RawResponse act(String method, String target, String body) {
    return ask(method, target, body, BEARER, JSON);
  }

  static String request(String method, String target, String body, String... fields) {
    StringBuilder text =
        new StringBuilder(method + " " + target + " HTTP/1.1\r\nhost: gateway\r\n");
    for (String field : fields) {
      text.append(field).append("\r\n");
    }
    if (!body.isEmpty()) {
      text.append("content-length: ").append(body.getBytes(UTF_8).length).append("\r\n");
    }
    return text.append("\r\n").append(body).toString();
  }

  @Override
  public void close() {
    gateway.close();
    provider.close();
  }
}
