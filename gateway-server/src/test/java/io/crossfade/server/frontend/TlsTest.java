package io.crossfade.server.frontend;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossfade.core.config.ServerConfig.Tls;
import io.crossfade.server.frontend.testing.Echo;
import io.crossfade.server.frontend.testing.TestKeys;
import io.crossfade.server.frontend.testing.TestPort;
import io.netty.util.LeakPresenceDetector;
import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same port behind TLS, with a key pair made for the test by the JDK's keytool. */
final class TlsTest {
  private static final String GET = "GET /a HTTP/1.1\r\nHost: h\r\n";

  /** BoringSSL's copy of the key lives until its context is collected; that is no leak. */
  private static final TestKeys PAIR = LeakPresenceDetector.staticInitializer(TestKeys::make);

  @TempDir Path folder;

  @BeforeEach
  void forgetOtherTests() {
    LeakPresenceDetector.check();
  }

  @AfterEach
  void everyBufferIsReleased() {
    LeakPresenceDetector.check();
  }

  @Test
  void requests_overTls_areAnsweredAndTheConnectionClosed() throws Exception {
    try (var port = new TestPort(new Echo(), settings -> settings.withTls(PAIR::retained));
        SSLSocket socket = connect(port, PAIR.store(), "http/1.1")) {
      socket.getOutputStream().write((GET + "\r\n").getBytes(ISO_8859_1));
      socket.getOutputStream().write((GET + "Connection: close\r\n\r\n").getBytes(ISO_8859_1));
      String answers = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
      assertThat(answers).containsSubsequence("200 OK", "[GET /a ]", "200 OK", "[GET /a ]");
      assertThat(socket.getApplicationProtocol()).isEqualTo("http/1.1");
    }
  }

  @Test
  void read_missingFile_namesTheFiles() {
    Tls files = new Tls(folder.resolve("none.pem"), folder.resolve("none.key"));
    assertThatThrownBy(() -> TlsContexts.read(files))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("none.pem");
  }

  private static SSLSocket connect(TestPort port, KeyStore trusted, String... protocols)
      throws Exception {
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    var address = port.listener().address();
    var socket =
        (SSLSocket)
            context.getSocketFactory().createSocket(address.getAddress(), address.getPort());
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setApplicationProtocols(protocols);
    socket.setSSLParameters(parameters);
    socket.setSoTimeout(10_000);
    return socket;
  }
}
