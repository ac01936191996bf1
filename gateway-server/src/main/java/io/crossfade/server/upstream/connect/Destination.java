package io.crossfade.server.upstream.connect;

import io.crossfade.core.config.ProviderConfig.Http2;
import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where a provider is reached.
 *
 * @param secure whether TLS is spoken
 * @param host name or literal address, without brackets
 * @param port TCP port
 * @param authority value of the {@code host} field
 * @param proxy what stands in between, or null
 * @param http2 whether HTTP/2 is offered
 */
public record Destination(
    boolean secure, String host, int port, String authority, @Nullable Proxy proxy, Http2 http2) {
  private static final int HTTP = 80;
  private static final int HTTPS = 443;

  /**
   * The destination of a base URL; its path, query and login play no part.
   *
   * @throws IllegalArgumentException where the environment names a proxy that cannot be read
   */
  public static Destination of(URI baseUrl, Proxies proxies, Http2 http2) {
    boolean secure = "https".equalsIgnoreCase(baseUrl.getScheme());
    // Not URI.getHost: it knows no names with an underscore, which container networks like.
    String authority = String.valueOf(baseUrl.getRawAuthority());
    authority = authority.substring(authority.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
    int colon = authority.lastIndexOf(':');
    boolean withPort = colon > authority.lastIndexOf(']');
    String host = withPort ? authority.substring(0, colon) : authority;
    int usual = secure ? HTTPS : HTTP;
    String digits = withPort ? authority.substring(colon + 1) : "";
    int port = digits.isEmpty() ? usual : Integer.parseInt(digits);
    String field = port == usual ? host : host + ":" + port;
    String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    Proxy proxy = proxies.on(secure, bare, port).orElse(null);
    return new Destination(secure, bare, port, field, proxy, http2);
  }

  /** Whether requests name the whole URL, because an HTTP proxy reads them. */
  public boolean absoluteForm() {
    return proxy != null && !proxy.socks() && !secure;
  }

  /** Whether the two ends may agree on HTTP/2. */
  public boolean mayChooseHttp2() {
    return surelyHttp2() || (secure && http2 == Http2.AUTO);
  }

  /** Whether HTTP/2 is spoken without asking; a proxy that reads requests speaks HTTP/1.1. */
  public boolean surelyHttp2() {
    return http2 == Http2.PRIOR_KNOWLEDGE && !absoluteForm();
  }

  /** Whether connections are tunnelled through the proxy. */
  boolean tunnelled() {
    return proxy != null && !absoluteForm();
  }
}
