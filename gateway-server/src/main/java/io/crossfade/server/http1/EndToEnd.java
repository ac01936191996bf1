package io.crossfade.server.http1;

import io.crossfade.core.http.Headers;

/** The fields of a head that mean something beyond its own connection (RFC 9110 §7.6.1). */
final class EndToEnd {
  private EndToEnd() {}

  /** A copy without framing, hop-by-hop fields, and whatever {@code Connection} lists. */
  static Headers of(Headers headers) {
    boolean listing = headers.contains("connection");
    Headers kept = new Headers();
    for (int at = 0; at < headers.size(); at++) {
      String name = headers.name(at);
      if (!ofConnection(name) && !(listing && ConnectionOptions.has(headers, name))) {
        kept.add(headers.field(at));
      }
    }
    return kept;
  }

  private static boolean ofConnection(String name) {
    return switch (name) {
      case "connection",
          "content-length",
          "keep-alive",
          "proxy-authenticate",
          "proxy-authentication-info",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade" ->
          true;
      default -> false;
    };
  }
}
