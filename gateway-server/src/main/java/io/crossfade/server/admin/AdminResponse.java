package io.crossfade.server.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.http.Headers;

/** What the admin port answers. */
sealed interface AdminResponse {

  /** A whole answer. */
  record Whole(int status, Headers headers, String body) implements AdminResponse {}

  /** Server-sent events until the caller leaves. */
  record Events(EventFeed feed) implements AdminResponse {}

  static AdminResponse json(int status, JsonNode body) {
    return text(status, "application/json", body.toString());
  }

  /** An error in one shape for the whole API. */
  static AdminResponse error(int status, String code, String message) {
    return json(status, errorJson(code, message));
  }

  static ObjectNode errorJson(String code, String message) {
    ObjectNode error = JsonNodeFactory.instance.objectNode();
    error.putObject("error").put("code", code).put("message", message);
    return error;
  }

  static AdminResponse text(int status, String type, String body) {
    return new Whole(status, Headers.of("content-type", type, "cache-control", "no-store"), body);
  }
}
