package io.crossfade.server.upstream.connect;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLDecoder;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A proxy on the way to a provider.
 *
 * @param socks whether it speaks SOCKS5 instead of HTTP
 * @param host name or literal address
 * @param port TCP port
 * @param user null when the proxy asks for no name
 * @param password empty when there is none; never part of a message
 */
public record Proxy(boolean socks, String host, int port, @Nullable String user, String password) {
  private static final int HTTP_PORT = 80;
  private static final int SOCKS_PORT = 1080;

  /**
   * A proxy as users write it: {@code [http://|socks5://][user:password@]host[:port]}, user and
   * password percent-encoded.
   *
   * @param variable where the text comes from, for the message; the text itself may hold a password
   * @throws IllegalArgumentException where it cannot be read, naming the variable only
   */
  static Proxy parse(String variable, String text) {
    URI uri = uri(variable, text.contains("://") ? text : "http://" + text);
    boolean socks = socks(variable, uri.getScheme());
    String host = uri.getHost();
    if (host == null) {
      throw refused(variable, "names no host");
    }
    int port = uri.getPort() > 0 ? uri.getPort() : socks ? SOCKS_PORT : HTTP_PORT;
    String login = uri.getRawUserInfo();
    if (login == null) {
      return new Proxy(socks, bare(host), port, null, "");
    }
    int colon = login.indexOf(':');
    String user = colon < 0 ? login : login.substring(0, colon);
    String password = colon < 0 ? "" : login.substring(colon + 1);
    return new Proxy(socks, bare(host), port, decoded(user), decoded(password));
  }

  /** Value of {@code proxy-authorization}, or null when the proxy asks for no name. */
  public @Nullable String authorization() {
    return user == null
        ? null
        : "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(UTF_8));
  }

  @Override
  public String toString() {
    return "Proxy[" + host + ":" + port + "]";
  }

  private static URI uri(String variable, String text) {
    try {
      return URI.create(text);
    } catch (IllegalArgumentException unreadable) {
      throw refused(variable, "is not a URL");
    }
  }

  private static boolean socks(String variable, String scheme) {
    return switch (scheme.toLowerCase(Locale.ROOT)) {
      case "http" -> false;
      case "socks5", "socks5h" -> true;
      default -> throw refused(variable, "has the scheme '%s'".formatted(scheme));
    };
  }

  private static IllegalArgumentException refused(String variable, String what) {
    return new IllegalArgumentException(
        "environment variable %s %s; write http://[user:password@]host:port or socks5://host:port"
            .formatted(variable, what));
  }

  private static String bare(String host) {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
  }
}
