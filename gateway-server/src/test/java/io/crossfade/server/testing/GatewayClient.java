package io.crossfade.server.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** An application with an ordinary HTTP client and connection pool, for calls by the thousand. */
public final class GatewayClient implements AutoCloseable {
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String base;

  /**
   * @param base scheme, host and port, without a path
   */
  public GatewayClient(String base) {
    this.base = base;
  }

  /** A JSON {@code POST}; {@code fields} are alternating names and values. */
  public HttpResponse<String> post(String path, String json, String... fields) {
    return send(request(path, json, fields), HttpResponse.BodyHandlers.ofString());
  }

  /** As {@link #post}, without waiting. */
  public CompletableFuture<HttpResponse<String>> postAsync(
      String path, String json, String... fields) {
    return client.sendAsync(request(path, json, fields), HttpResponse.BodyHandlers.ofString());
  }

  /** The lines of a streamed answer as they come. */
  public HttpResponse<Stream<String>> stream(String path, String json, String... fields) {
    return send(request(path, json, fields), HttpResponse.BodyHandlers.ofLines());
  }

  public HttpResponse<String> get(String path, String... fields) {
    return send(builder(path, fields).GET().build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpRequest request(String path, String json, String... fields) {
    return builder(path, fields)
        .header("content-type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(json))
        .build();
  }

  private HttpRequest.Builder builder(String path, String... fields) {
    var request = HttpRequest.newBuilder(URI.create(base + path)).timeout(Await.LIMIT);
    return fields.length == 0 ? request : request.headers(fields);
  }

  private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> body) {
    try {
      return client.send(request, body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting for " + request, e);
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
    client.close();
  }
}
