package io.crossfade.server.admin;

import io.crossfade.server.admin.access.Access;
import io.crossfade.server.admin.web.AdminRequest;
import io.crossfade.server.admin.web.AdminResponse;
import org.jspecify.annotations.Nullable;

/**
 * One method of one path.
 *
 * @param open whether it needs no key
 * @param method GET stands for HEAD too
 * @param path as OpenAPI writes it; {@code {id}} stands for any one segment
 * @param handler answers; may block
 */
record AdminRoute(boolean open, String method, String path, Handler handler) {
  private static final String ID = "{id}";

  /** Answers one request. */
  @FunctionalInterface
  interface Handler {
    AdminResponse answer(Asked asked);
  }

  /**
   * A request that may pass.
   *
   * @param by what opened the door, or null where none is locked
   * @param id the segment in the place of {@code {id}}, else empty
   */
  record Asked(AdminRequest request, Access.@Nullable By by, String id) {}

  static AdminRoute open(String path, Handler handler) {
    return new AdminRoute(true, "GET", path, handler);
  }

  static AdminRoute get(String path, Handler handler) {
    return new AdminRoute(false, "GET", path, handler);
  }

  static AdminRoute post(String path, Handler handler) {
    return new AdminRoute(false, "POST", path, handler);
  }

  static AdminRoute patch(String path, Handler handler) {
    return new AdminRoute(false, "PATCH", path, handler);
  }

  /** Whether a path, taken as it was sent, is this one. */
  boolean matches(String sent) {
    int at = path.indexOf(ID);
    if (at < 0) {
      return path.equals(sent);
    }
    String rest = path.substring(at + ID.length());
    return sent.startsWith(path.substring(0, at))
        && sent.endsWith(rest)
        && sent.length() > at + rest.length()
        && id(sent).indexOf('/') < 0;
  }

  /** What stands in the place of {@code {id}} in a path that matches. */
  String id(String sent) {
    int at = path.indexOf(ID);
    return at < 0 ? "" : sent.substring(at, sent.length() - (path.length() - at - ID.length()));
  }
}
