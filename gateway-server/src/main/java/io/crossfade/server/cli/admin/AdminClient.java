package io.crossfade.server.cli.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Talks to the management API of a running gateway. Whatever it cannot do it says in a sentence, as
 * the message of an {@link IOException}.
 */
public final class AdminClient {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int UNAUTHORIZED = 401;

  private final URI admin;
  private final String key;
  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(PATIENCE).version(HttpClient.Version.HTTP_1_1).build();

  AdminClient(URI admin, String key) {
    this.admin = admin;
    this.key = key;
  }

  /** Gets one object. */
  public ObjectNode get(String pathAndQuery) throws IOException, InterruptedException {
    return object(send(request(pathAndQuery).timeout(PATIENCE).GET().build()));
  }

  /** Asks for a change; the answer is what stands then. */
  ObjectNode change(String method, String path, ObjectNode body)
      throws IOException, InterruptedException {
    HttpRequest.BodyPublisher json = HttpRequest.BodyPublishers.ofString(body.toString());
    return object(
        send(
            request(path)
                .timeout(PATIENCE)
                .header("content-type", "application/json")
                .method(method, json)
                .build()));
  }

  /**
   * Server-sent lines as they come, until the gateway ends them.
   *
   * @param lastId of the last event seen, or null
   */
  Stream<String> lines(String path, @Nullable String lastId)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = request(path).header("accept", "text/event-stream");
    if (lastId != null) {
      request.header("last-event-id", lastId);
    }
    HttpResponse<Stream<String>> answer =
        sent(request.build(), HttpResponse.BodyHandlers.ofLines());
    if (answer.statusCode() != 200) {
      throw refused(answer.statusCode(), answer.body().reduce("", String::concat));
    }
    return answer.body();
  }

  private HttpRequest.Builder request(String pathAndQuery) {
    return HttpRequest.newBuilder(admin.resolve(pathAndQuery))
        .header("authorization", "Bearer " + key);
  }

  private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    return sent(request, HttpResponse.BodyHandlers.ofString(UTF_8));
  }

  private <T> HttpResponse<T> sent(HttpRequest request, HttpResponse.BodyHandler<T> body)
      throws IOException, InterruptedException {
    try {
      return client.send(request, body);
    } catch (ConnectException e) {
      throw new IOException(
          "no gateway answers at %s; start one, or name another with --admin".formatted(admin), e);
    }
  }

  private ObjectNode object(HttpResponse<String> answer) throws IOException {
    if (answer.statusCode() / 100 == 2 && json(answer.body()) instanceof ObjectNode object) {
      return object;
    }
    throw refused(answer.statusCode(), answer.body());
  }

  private IOException refused(int status, String body) {
    if (status == UNAUTHORIZED) {
      return new IOException(
          "the gateway at %s does not know this key; it is in admin.key in that gateway's data folder, or in its file as server.admin_key"
              .formatted(admin));
    }
    JsonNode error = json(body).path("error");
    return error.has("message")
        ? new IOException(
            "the gateway at %s answered %d %s: %s"
                .formatted(
                    admin, status, error.path("code").asText(), error.path("message").asText()))
        : new IOException(
            "what answers at %s is no admin port of a gateway (status %d); name it with --admin"
                .formatted(admin, status));
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      return JSON.missingNode();
    }
  }
}
