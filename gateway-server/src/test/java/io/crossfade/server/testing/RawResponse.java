package io.crossfade.server.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.crossfade.core.http.Headers;
import org.jspecify.annotations.Nullable;

/**
 * One answer as it came.
 *
 * @param headers every field, framing included; names in lower case
 * @param latin1 the body without transfer framing, one character per byte
 */
public record RawResponse(int status, Headers headers, String latin1) {
  private static final JsonMapper JSON = new JsonMapper();

  public byte[] bytes() {
    return latin1.getBytes(ISO_8859_1);
  }

  public String text() {
    return new String(bytes(), UTF_8);
  }

  /** The body as JSON; fails the test if it is not. */
  public JsonNode json() {
    try {
      return JSON.readTree(text());
    } catch (JsonProcessingException e) {
      throw new AssertionError("the body is not JSON: " + text(), e);
    }
  }

  /** The first field of that lower-case name. */
  public @Nullable String header(String name) {
    return headers.get(name);
  }

  /** Says that the peer will close: nothing may follow on this connection. */
  public boolean closes() {
    return "close".equalsIgnoreCase(headers.get("connection"));
  }
}
