package io.crossfade.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Talks to the management API of a running gateway. */
final class AdminClient {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final URI admin;
  private final String key;
  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(PATIENCE).version(HttpClient.Version.HTTP_1_1).build();

  AdminClient(URI admin, String key) {
    this.admin = admin;
    this.key = key;
  }

  /**
   * Gets one object.
   *
   * @throws IOException when the gateway cannot be reached, or says no; the message is its own
   */
  ObjectNode get(String pathAndQuery) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(admin.resolve(pathAndQuery))
            .timeout(PATIENCE)
            .header("authorization", "Bearer " + key)
            .build();
    HttpResponse<String> answer = answer(request);
    JsonNode body = JSON.readTree(answer.body());
    if (answer.statusCode() == 200 && body instanceof ObjectNode object) {
      return object;
    }
    throw new IOException(
        "the gateway at %s answered %d: %s"
            .formatted(admin, answer.statusCode(), body.path("error").path("message").asText()));
  }

  private HttpResponse<String> answer(HttpRequest request)
      throws IOException, InterruptedException {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (ConnectException e) {
      throw new IOException(
          "no gateway answers at %s; start one, or name another with --admin".formatted(admin), e);
    }
  }
}
