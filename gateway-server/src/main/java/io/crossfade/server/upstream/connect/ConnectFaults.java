package io.crossfade.server.upstream.connect;

import io.crossfade.core.fault.Fault;
import io.crossfade.core.fault.Fault.Cause;
import io.crossfade.core.fault.FaultKind;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.proxy.ProxyConnectException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLException;

/** Why no connection was opened, told without addresses: exception texts stay in the log. */
public final class ConnectFaults {
  private ConnectFaults() {}

  /** The fault of what a {@link Dialer} reported. */
  public static Fault of(String provider, Throwable thrown) {
    FaultKind kind =
        thrown instanceof ConnectTimeoutException
            ? FaultKind.CONNECT_TIMEOUT
            : FaultKind.CONNECT_FAILED;
    return Fault.of(
        kind, new Cause(what(thrown), "provider '" + provider + "'", fix(thrown), thrown));
  }

  private static String what(Throwable thrown) {
    return switch (thrown) {
      case ConnectTimeoutException _ -> "no connection was open within timeouts.connect";
      case UnknownHostException _ -> "the host name could not be resolved";
      case NoRouteToHostException _ -> "there is no route to the host";
      case ProxyConnectException _ -> "the proxy opened no tunnel";
      case ConnectException _ -> "the connection was refused";
      case SSLException _ when certificate(thrown) -> "the TLS certificate was not accepted";
      case SSLException _ -> "the TLS handshake failed";
      default -> "the connection broke off while it was opened";
    };
  }

  private static String fix(Throwable thrown) {
    return switch (thrown) {
      case UnknownHostException _ -> "check base_url and the name server";
      case ProxyConnectException _ ->
          "check the proxy variables of the environment, login included";
      case SSLException _ when certificate(thrown) ->
          "check the host in base_url; for an authority of your own set SSL_CERT_FILE";
      default -> "check base_url and that the provider is reachable from here";
    };
  }

  private static boolean certificate(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateException) {
        return true;
      }
    }
    return false;
  }
}
