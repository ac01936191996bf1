package io.crossfade.server.admin;

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
record AdminRequest(
    String method, String path, @Nullable String query, Headers headers, String body) {

  boolean isRead() {
    return method.equals("GET") || method.equals("HEAD");
  }

  /** Whether the caller would rather have events as they happen. */
  boolean wantsEvents() {
    String accept = headers.get("accept");
    return accept != null && accept.contains("text/event-stream");
  }
}
