package io.crossfade.server.cli.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Migrations of a running gateway, asked about and changed. */
record MigrationsClient(AdminClient client) {
  private static final String ALL = "/v1/management/migrations";

  JsonNode all() throws IOException, InterruptedException {
    return client.get(ALL);
  }

  ObjectNode one(String name) throws IOException, InterruptedException {
    return client.get(path(name));
  }

  /** What the configuration in force declares for it; empty object where it declares nothing. */
  JsonNode declared(String name) throws IOException, InterruptedException {
    for (JsonNode each : client.get("/v1/management/config").at("/config/migrations")) {
      if (each.path("name").asText().equals(name)) {
        return each;
      }
    }
    return JsonNodeFactory.instance.objectNode();
  }

  JsonNode events(String name) throws IOException, InterruptedException {
    return client.get(path(name) + "/events");
  }

  /**
   * Hands on every event of a migration from the first one on, for as long as the gateway tells
   * them.
   *
   * @param lastId of the last event known, or null
   * @param event takes its id and its JSON
   */
  void follow(String name, @Nullable String lastId, Consumer<String> event)
      throws IOException, InterruptedException {
    try (Stream<String> lines = client.lines(path(name) + "/events", lastId)) {
      lines
          .filter(line -> line.startsWith("data:"))
          .map(line -> line.substring("data:".length()).strip())
          .forEach(event);
    }
  }

  ObjectNode act(String name, String verb, ObjectNode body)
      throws IOException, InterruptedException {
    return client.change("POST", path(name) + "/" + verb, signed(body));
  }

  ObjectNode split(String name, double percent) throws IOException, InterruptedException {
    return configure(name, JsonNodeFactory.instance.objectNode().put("canary_percentage", percent));
  }

  ObjectNode create(ObjectNode body) throws IOException, InterruptedException {
    return client.change("POST", ALL, signed(body));
  }

  ObjectNode configure(String name, ObjectNode body) throws IOException, InterruptedException {
    return client.change("PATCH", path(name), signed(body));
  }

  /** The name given, or the only one there is. */
  String named(@Nullable String name) throws IOException, InterruptedException {
    if (name != null) {
      return name;
    }
    List<String> names = new ArrayList<>();
    all().path("data").forEach(each -> names.add(each.path("name").asText()));
    if (names.size() == 1) {
      return names.getFirst();
    }
    throw new IOException(
        names.isEmpty()
            ? "there is no migration; declare one in the gateway's file, or make one with create"
            : "say which migration: " + String.join(", ", names));
  }

  private static String path(String name) {
    return ALL + "/" + URLEncoder.encode(name, UTF_8);
  }

  /** The log of events names who did it. */
  private static ObjectNode signed(ObjectNode body) {
    String user = System.getProperty("user.name", "");
    return user.matches("[\\p{L}\\p{N}._-]{1,64}") ? body.put("actor", user) : body;
  }
}
