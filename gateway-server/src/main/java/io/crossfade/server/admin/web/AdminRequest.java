package io.crossfade.server.admin.web;

import io.crossfade.core.http.Headers;
import org.jspecify.annotations.Nullable;

/**
 * One request to the admin port, body and all.
 *
 * @param method upper case
 * @param path as sent; a path that needs decoding to be understood is no path of ours
 * @param query what follows the {@code ?}, or null
 * @param headers fields as sent
 * @param body whole body as UTF-8, up to 1 MB
 */
public record AdminRequest(
    String method, String path, @Nullable String query, Headers headers, String body) {

  public boolean isRead() {
    return method.equals("GET") || method.equals("HEAD");
  }

  /** The method whose answer is wanted; HEAD is GET without the body. */
  public String answeredMethod() {
    return isRead() ? "GET" : method;
  }

  /** Whether the caller would rather have events as they happen. */
  public boolean wantsEvents() {
    String accept = headers.get("accept");
    return method.equals("GET") && accept != null && accept.contains("text/event-stream");
  }
}
