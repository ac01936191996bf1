package io.crossfade.server.frontend;

import io.crossfade.core.config.ServerConfig.Tls;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;

/** TLS for a listener: BoringSSL where its library loads, else the JDK's; TLS 1.2 and 1.3. */
public final class TlsContexts {
  private TlsContexts() {}

  /**
   * Reads a certificate chain and its key. Callers may choose between HTTP/2 and HTTP/1.1.
   *
   * @return counted where it is BoringSSL's: whoever made it releases it, connections hold their
   *     own
   * @throws IOException when one of the files cannot be used; its message says which, never what
   *     stands in it
   */
  public static SslContext read(Tls files) throws IOException {
    try {
      return SslContextBuilder.forServer(files.cert().toFile(), files.key().toFile())
          .sslProvider(OpenSsl.isAvailable() ? SslProvider.OPENSSL_REFCNT : SslProvider.JDK)
          .protocols("TLSv1.3", "TLSv1.2")
          .applicationProtocolConfig(offered())
          .build();
    } catch (IOException | IllegalArgumentException unreadable) {
      throw new IOException(
          "TLS cannot be set up with certificate %s and key %s; both must be readable PEM files that belong together"
              .formatted(files.cert(), files.key()),
          unreadable);
    }
  }

  private static ApplicationProtocolConfig offered() {
    return new ApplicationProtocolConfig(
        Protocol.ALPN,
        SelectorFailureBehavior.NO_ADVERTISE,
        SelectedListenerFailureBehavior.ACCEPT,
        ApplicationProtocolNames.HTTP_2,
        ApplicationProtocolNames.HTTP_1_1);
  }
}
