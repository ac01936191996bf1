package io.crossfade.server.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.crossfade.core.http.Headers;
import java.util.concurrent.CompletableFuture;

/** One request as it reached a {@link FakeProvider}, and what became of it. */
public final class SeenRequest {
  private static final JsonMapper JSON = new JsonMapper();

  private final Line line;
  private final Headers headers;
  private final byte[] body;
  final CompletableFuture<Boolean> answered = new CompletableFuture<>();
  final CompletableFuture<Boolean> abandoned = new CompletableFuture<>();

  /**
   * @param connection number of the connection, from 0 in the order of acceptance
   * @param method HTTP method
   * @param target request target, query included
   */
  record Line(int connection, String method, String target) {}

  SeenRequest(Line line, Headers headers, byte[] body) {
    this.line = line;
    this.headers = headers;
    this.body = body;
  }

  /** Number of the connection it came on, from 0 in the order of acceptance. */
  public int connection() {
    return line.connection();
  }

  public String method() {
    return line.method();
  }

  /** Request target as sent, query included. */
  public String target() {
    return line.target();
  }

  /** Every field as sent, framing included; names in lower case. */
  public Headers headers() {
    return headers;
  }

  /** The body without framing; not to be changed. */
  public byte[] body() {
    return body;
  }

  public String text() {
    return new String(body, UTF_8);
  }

  /** The body as JSON; fails the test if it is not. */
  public JsonNode json() {
    try {
      return JSON.readTree(text());
    } catch (JsonProcessingException e) {
      throw new AssertionError("the request body is not JSON: " + text(), e);
    }
  }

  /** Waits until the last byte of the answer is written. */
  public void awaitAnswered() {
    Await.done(answered, "the end of the answer to " + line);
  }

  /** Waits until the peer has dropped the connection before the answer was over. */
  public void awaitAbandoned() {
    Await.done(abandoned, "the cancelling of " + line);
  }

  public boolean isAbandoned() {
    return abandoned.isDone();
  }

  @Override
  public String toString() {
    return line.method() + " " + line.target() + " " + text();
  }
}
