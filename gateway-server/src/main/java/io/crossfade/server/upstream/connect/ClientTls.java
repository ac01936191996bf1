package io.crossfade.server.upstream.connect;

import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** TLS towards providers: names are checked, sessions resumed, HTTP's version chosen. */
final class ClientTls {
  private ClientTls() {}

  /**
   * One context for all providers, BoringSSL where it can be loaded.
   *
   * @param environment {@code SSL_CERT_FILE} adds authorities, in PEM, to those of the Java runtime
   * @param http2 whether HTTP/2 is offered beside HTTP/1.1
   * @throws IllegalStateException at start-up, when the authorities cannot be read
   */
  static SslContext context(Map<String, String> environment, boolean http2) {
    String file = environment.getOrDefault("SSL_CERT_FILE", "");
    try {
      return SslContextBuilder.forClient()
          .sslProvider(OpenSsl.isAvailable() ? SslProvider.OPENSSL : SslProvider.JDK)
          .trustManager(trusting(file))
          .endpointIdentificationAlgorithm("HTTPS")
          .applicationProtocolConfig(offering(http2))
          .build();
    } catch (SSLException broken) {
      throw new IllegalStateException("TLS could not be set up; check the Java runtime", broken);
    }
  }

  private static ApplicationProtocolConfig offering(boolean http2) {
    return new ApplicationProtocolConfig(
        Protocol.ALPN,
        SelectorFailureBehavior.NO_ADVERTISE,
        SelectedListenerFailureBehavior.ACCEPT,
        http2 ? List.of("h2", "http/1.1") : List.of("http/1.1"));
  }

  private static TrustManagerFactory trusting(String pemFile) {
    try {
      return pemFile.isEmpty() ? factory(null) : factory(both(pemFile));
    } catch (GeneralSecurityException | IOException broken) {
      throw new IllegalStateException(
          "certificates of SSL_CERT_FILE (%s) could not be read; name a PEM file or unset it"
              .formatted(pemFile),
          broken);
    }
  }

  private static KeyStore both(String pemFile) throws GeneralSecurityException, IOException {
    List<Certificate> all = new ArrayList<>();
    for (TrustManager one : factory(null).getTrustManagers()) {
      if (one instanceof X509TrustManager authorities) {
        all.addAll(List.<X509Certificate>of(authorities.getAcceptedIssuers()));
      }
    }
    try (InputStream pem = Files.newInputStream(Path.of(pemFile))) {
      all.addAll(CertificateFactory.getInstance("X.509").generateCertificates(pem));
    }
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    for (int at = 0; at < all.size(); at++) {
      store.setCertificateEntry("authority-" + at, all.get(at));
    }
    return store;
  }

  private static TrustManagerFactory factory(@Nullable KeyStore store)
      throws GeneralSecurityException {
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory;
  }
}
