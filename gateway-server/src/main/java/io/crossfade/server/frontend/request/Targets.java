package io.crossfade.server.frontend.request;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The forms of a request target (RFC 9112 §3.2) that a server has to take. */
final class Targets {
  private Targets() {}

  /**
   * Whether a target is a path, or a URL that names us and agrees with {@code Host}. Authority-form
   * and {@code *} are for proxies and for no resource of ours.
   *
   * @param host well-formed, or null where an HTTP/1.0 caller sends none
   */
  static boolean isOurs(String target, @Nullable String host, Set<String> hostNames) {
    if (target.charAt(0) == '/') {
      return true;
    }
    int from = authorityStart(target);
    if (from < 0) {
      return false;
    }
    String authority = target.substring(from, authorityEnd(target, from));
    return Authority.isWellFormed(authority)
        && (host == null || host.equalsIgnoreCase(authority))
        && (hostNames.isEmpty() || hostNames.contains(Authority.host(authority)));
  }

  /** Path and query of a target that is ours. */
  static String originForm(String target) {
    if (target.charAt(0) == '/') {
      return target;
    }
    String rest = target.substring(authorityEnd(target, authorityStart(target)));
    return rest.startsWith("/") ? rest : "/" + rest;
  }

  private static int authorityStart(String target) {
    if (target.regionMatches(true, 0, "http://", 0, 7)) {
      return 7;
    }
    return target.regionMatches(true, 0, "https://", 0, 8) ? 8 : -1;
  }

  private static int authorityEnd(String target, int from) {
    int at = from;
    while (at < target.length() && target.charAt(at) != '/' && target.charAt(at) != '?') {
      at++;
    }
    return at;
  }
}
