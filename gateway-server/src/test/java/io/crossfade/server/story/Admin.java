package io.crossfade.server.story;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.crossfade.server.testing.RawClient;
import io.crossfade.server.testing.RawResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/** An operator at the management API, with the key of the data folder. */
public record Admin(InetSocketAddress address, Path data) {
  private static final String MIGRATIONS = "/v1/management/migrations";

  public RawResponse get(String target) {
    try (RawClient client = RawClient.to(address)) {
      return client.get(target, bearer()).read();
    }
  }

  /** One migration as the API tells it. */
  public JsonNode migration(String name) {
    return get(MIGRATIONS + "/" + name).json();
  }

  /** What has happened to it, oldest first. */
  public JsonNode events(String name) {
    return get(MIGRATIONS + "/" + name + "/events").json().path("data");
  }

  /** Asks for {@code verb}, with a reason. */
  public RawResponse act(String name, String verb) {
    try (RawClient client = RawClient.to(address)) {
      return client
          .post(
              MIGRATIONS + "/" + name + "/" + verb,
              "{\"reason\":\"because\",\"actor\":\"ada\"}",
              bearer())
          .read();
    }
  }

  /** A change by {@code PATCH}. */
  public RawResponse patch(String name, String json) {
    String head =
        """
        PATCH %s/%s HTTP/1.1
        host: gateway
        %s
        content-type: application/json
        content-length: %d

        """
            .formatted(MIGRATIONS, name, bearer(), json.getBytes(UTF_8).length);
    try (RawClient client = RawClient.to(address)) {
      return client.send(head.replace("\n", "\r\n") + json).read();
    }
  }

  /** The lines of a scrape that begin so. */
  public String metrics(String prefix) {
    return get("/metrics")
        .text()
        .lines()
        .filter(line -> line.startsWith(prefix))
        .reduce("", (all, line) -> all + line + "\n");
  }

  private String bearer() {
    try {
      return "authorization: Bearer " + Files.readString(data.resolve("admin.key"), UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
