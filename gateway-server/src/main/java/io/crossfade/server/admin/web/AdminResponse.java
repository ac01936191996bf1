package io.crossfade.server.admin.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.http.Headers;

/** What the admin port answers. */
public sealed interface AdminResponse {

  /** A whole answer. */
  record Whole(int status, Headers headers, String body) implements AdminResponse {

    /** The same with one field more; {@code name} in lower case. */
    public Whole with(String name, String value) {
      headers.add(name, value);
      return this;
    }
  }

  /** Server-sent events until the caller leaves. */
  record Events(EventFeed feed) implements AdminResponse {}

  static Whole json(int status, JsonNode body) {
    return text(status, "application/json", body.toString());
  }

  /** An error in one shape for the whole API. */
  static Whole error(int status, String code, String message) {
    return json(status, errorJson(code, message));
  }

  static ObjectNode errorJson(String code, String message) {
    ObjectNode error = JsonNodeFactory.instance.objectNode();
    error.putObject("error").put("code", code).put("message", message);
    return error;
  }

  static Whole text(int status, String type, String body) {
    return new Whole(status, fields(type, "no-store"), body);
  }

  /** What every answer carries: no guessing of types, no paths told to other sites. */
  static Headers fields(String type, String cacheControl) {
    return Headers.of(
        "content-type",
        type,
        "cache-control",
        cacheControl,
        "x-content-type-options",
        "nosniff",
        "referrer-policy",
        "no-referrer");
  }
}
