package io.crossfade.server.admin.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.crossfade.core.http.Headers;
import io.crossfade.server.admin.web.AdminRequest;
import io.crossfade.server.admin.web.AdminResponse;
import java.net.URI;
import java.security.MessageDigest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who may use the management API: whoever brings the key in {@code Authorization: Bearer}, or a
 * session it was traded for. Nothing else of a request changes that. Writes must be JSON, and must
 * not come from another site's page.
 */
public record Gatekeeper(AdminKey key, Sessions sessions) {
  private static final String BEARER = "Bearer ";
  private static final String JSON = "application/json";

  /** Whether a request may pass; a missing and a wrong key hear the same. */
  public Access ask(AdminRequest request) {
    Headers headers = request.headers();
    Optional<Sessions.Session> session = sessions.of(headers);
    if (key.opens(bearer(headers))) {
      return request.isRead() ? granted(Access.By.KEY) : write(headers, Access.By.KEY);
    }
    if (session.isEmpty()) {
      return new Access.Refused(unauthorized());
    }
    if (request.isRead()) {
      return granted(Access.By.SESSION);
    }
    return same(session.get().csrf(), headers.get("x-csrf-token"))
        ? write(headers, Access.By.SESSION)
        : refused(
            403, "csrf_token_missing", "send the session's csrf_token as the header x-csrf-token");
  }

  public static AdminResponse.Whole unauthorized() {
    return AdminResponse.error(
            401,
            "unauthorized",
            "send the admin key as Authorization: Bearer KEY; the gateway prints where it is kept")
        .with("www-authenticate", "Bearer realm=\"crossfade\"");
  }

  private static Access write(Headers headers, Access.By by) {
    if (foreign(headers)) {
      return refused(403, "foreign_origin", "writes from another site's page are refused");
    }
    return isJson(headers.get("content-type"))
        ? granted(by)
        : refused(415, "unsupported_media_type", "writes need content-type: " + JSON);
  }

  private static Access granted(Access.By by) {
    return new Access.Granted(by);
  }

  private static Access refused(int status, String code, String message) {
    return new Access.Refused(AdminResponse.error(status, code, message));
  }

  private static boolean isJson(@Nullable String type) {
    return type != null
        && type.regionMatches(true, 0, JSON, 0, JSON.length())
        && (type.length() == JSON.length() || " ;\t".indexOf(type.charAt(JSON.length())) >= 0);
  }

  private static String bearer(Headers headers) {
    String value = headers.get("authorization");
    return value != null && value.regionMatches(true, 0, BEARER, 0, BEARER.length())
        ? value.substring(BEARER.length()).strip()
        : "";
  }

  private static boolean same(String token, @Nullable String presented) {
    return presented != null
        && MessageDigest.isEqual(token.getBytes(UTF_8), presented.getBytes(UTF_8));
  }

  /** Whether the page that sent this came from elsewhere than this port. */
  private static boolean foreign(Headers headers) {
    return headers.all("origin").stream()
        .anyMatch(origin -> !authority(origin).equalsIgnoreCase(headers.get("host")));
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
