package io.crossfade.server.admin;

import io.crossfade.core.http.Headers;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who may use the management API: whoever brings the key in {@code Authorization: Bearer}, or a
 * session it was traded for. Nothing else of a request changes that. Writes must be JSON, and must
 * not come from another site's page.
 */
final class Gatekeeper {
  private static final String BEARER = "Bearer ";

  private final AdminKey key;
  private final Sessions sessions;

  Gatekeeper(AdminKey key, Sessions sessions) {
    this.key = key;
    this.sessions = sessions;
  }

  /** Why the request may not pass, or empty. */
  Optional<AdminResponse> refusal(AdminRequest request) {
    boolean byKey = key.opens(bearer(request.headers()));
    Optional<Sessions.Session> session = sessions.of(request.headers().get("cookie"));
    if (!byKey && session.isEmpty()) {
      return Optional.of(unauthorized());
    }
    if (request.isRead()) {
      return Optional.empty();
    }
    if (foreign(request.headers())) {
      return Optional.of(
          AdminResponse.error(
              403, "foreign_origin", "writes from another site's page are refused"));
    }
    if (!byKey && !session.get().csrf().equals(request.headers().get("x-csrf-token"))) {
      return Optional.of(
          AdminResponse.error(
              403, "csrf_token_missing", "send the session's csrf_token as x-csrf-token"));
    }
    return json(request.headers());
  }

  /** Trades the key for a session. */
  Optional<Sessions.Session> trade(AdminRequest request) {
    return key.opens(bearer(request.headers())) && !foreign(request.headers())
        ? Optional.of(sessions.begin())
        : Optional.empty();
  }

  static AdminResponse unauthorized() {
    return AdminResponse.error(
        401,
        "unauthorized",
        "send the admin key as Authorization: Bearer KEY; the gateway prints where it is kept");
  }

  private static Optional<AdminResponse> json(Headers headers) {
    String type = headers.get("content-type");
    return type != null && type.regionMatches(true, 0, "application/json", 0, 16)
        ? Optional.empty()
        : Optional.of(
            AdminResponse.error(
                415, "unsupported_media_type", "writes need content-type: application/json"));
  }

  private static String bearer(Headers headers) {
    String value = headers.get("authorization");
    return value != null && value.regionMatches(true, 0, BEARER, 0, BEARER.length())
        ? value.substring(BEARER.length()).strip()
        : "";
  }

  /** Whether the page that sent this came from elsewhere than this port. */
  private static boolean foreign(Headers headers) {
    String origin = headers.get("origin");
    return origin != null && !authority(origin).equalsIgnoreCase(headers.get("host"));
  }

  private static String authority(String origin) {
    try {
      @Nullable String authority = URI.create(origin).getRawAuthority();
      return authority == null ? "" : authority;
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
