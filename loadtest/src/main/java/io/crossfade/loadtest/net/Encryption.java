package io.crossfade.loadtest.net;

import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import javax.net.SocketFactory;

/**
 * TLS as both ends speak it.
 *
 * @param server what providers speak
 * @param client what callers speak
 * @param sockets the same for a blocking caller
 */
public record Encryption(Pem pem, SslContext server, SslContext client, SocketFactory sockets) {

  /** TLS with one certificate, by BoringSSL where its library loads. */
  public static Encryption with(Pem pem) throws IOException {
    SslProvider provider = OpenSsl.isAvailable() ? SslProvider.OPENSSL : SslProvider.JDK;
    SslContext server =
        SslContextBuilder.forServer(pem.certificate().toFile(), pem.key().toFile())
            .sslProvider(provider)
            .build();
    return new Encryption(
        pem,
        server,
        client(pem, provider),
        ((JdkSslContext) client(pem, SslProvider.JDK)).context().getSocketFactory());
  }

  private static SslContext client(Pem pem, SslProvider provider) throws IOException {
    return SslContextBuilder.forClient()
        .sslProvider(provider)
        .trustManager(pem.certificate().toFile())
        .endpointIdentificationAlgorithm("")
        .build();
  }
}
