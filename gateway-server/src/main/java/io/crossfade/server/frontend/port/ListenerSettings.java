package io.crossfade.server.frontend.port;

import io.crossfade.core.http.RequestHead;
import io.crossfade.core.wire.Endpoint;
import io.crossfade.server.http1.HeadLimits;
import io.netty.handler.ssl.SslContext;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What sets one port apart from another.
 *
 * @param name of the port in log lines, for example {@code data}
 * @param limits of request heads and trailers
 * @param timeouts for slow callers
 * @param connections open at once; beyond it the oldest idle one makes room, else the new one is
 *     refused
 * @param hostNames lower-case names an absolute-form target may carry; empty for any that is also
 *     the {@code Host}
 * @param endpoints what a path means; never fails
 * @param errors shapes of error answers
 * @param http2 whether callers may speak HTTP/2 beside HTTP/1.1: by ALPN over TLS, else by its
 *     preface (RFC 9113 §3.3)
 * @param tls asked for each new connection, so that a renewed certificate is used from then on;
 *     gives null for plain HTTP, else a context the connection releases
 */
public record ListenerSettings(
    String name,
    HeadLimits limits,
    ClientTimeouts timeouts,
    int connections,
    Set<String> hostNames,
    Function<RequestHead, Endpoint> endpoints,
    ErrorAnswers errors,
    boolean http2,
    Supplier<@Nullable SslContext> tls) {
  private static final int USUAL_CONNECTIONS = 10_000;

  public ListenerSettings {
    hostNames = Set.copyOf(hostNames);
  }

  /** The documented defaults, without TLS. */
  public static ListenerSettings of(
      String name, Function<RequestHead, Endpoint> endpoints, ErrorAnswers errors) {
    return new ListenerSettings(
        name,
        HeadLimits.DEFAULT,
        ClientTimeouts.DEFAULT,
        USUAL_CONNECTIONS,
        Set.of(),
        endpoints,
        errors,
        false,
        () -> null);
  }

  /** Lets callers speak HTTP/2, too. */
  public ListenerSettings withHttp2() {
    return new ListenerSettings(
        name, limits, timeouts, connections, hostNames, endpoints, errors, true, tls);
  }

  public ListenerSettings withTls(Supplier<@Nullable SslContext> contexts) {
    return new ListenerSettings(
        name, limits, timeouts, connections, hostNames, endpoints, errors, http2, contexts);
  }

  public ListenerSettings withTimeouts(ClientTimeouts other) {
    return new ListenerSettings(
        name, limits, other, connections, hostNames, endpoints, errors, http2, tls);
  }

  public ListenerSettings withConnections(int most) {
    return new ListenerSettings(
        name, limits, timeouts, most, hostNames, endpoints, errors, http2, tls);
  }
}
