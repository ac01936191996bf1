package io.crossfade.server.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.fault.Fault;
import io.crossfade.core.fault.FaultKind;
import io.crossfade.server.upstream.ScriptedServer.Wire;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Map;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whom we believe over TLS, and that it changes nothing else. */
final class TlsTest {
  @TempDir private static Path folder;
  private static Certificates certificates = new Certificates(Path.of(""), Path.of(""));

  @BeforeAll
  static void makeCertificates() throws IOException, InterruptedException {
    certificates = Certificates.make(folder, "ip:127.0.0.1,dns:provider.test");
  }

  @Test
  void send_trustedCertificate_answersAndReusesTheConnection() throws Exception {
    try (var server = new ScriptedServer(certificates.sockets(), KeepAliveTest::answerAll);
        var bench = bench(server, "127.0.0.1", trusting())) {
      assertThat(bench.post("hello").whole()).isEqualTo("200 ok");
      assertThat(bench.post("y".repeat(1_000_000)).whole()).isEqualTo("200 ok");
      assertThat(server.connections()).isOne();
    }
  }

  @Test
  void send_largeAnswer_arrivesWhole() throws Exception {
    String body = "0123456789".repeat(100_000);
    try (var server =
            new ScriptedServer(
                certificates.sockets(),
                wire -> {
                  String _ = wire.request();
                  wire.send("HTTP/1.1 200 OK\r\ncontent-length: 1000000\r\n\r\n" + body);
                });
        var bench = bench(server, "127.0.0.1", trusting())) {
      assertThat(bench.get().whole()).isEqualTo("200 " + body);
    }
  }

  @Test
  void send_certificateOfAnotherHost_isRefused() throws Exception {
    try (var server = new ScriptedServer(certificates.sockets(), KeepAliveTest::answerAll);
        var bench = bench(server, "localhost", trusting())) {
      expectRefusedCertificate(bench.get().fault());
    }
  }

  @Test
  void send_certificateNobodyVouchesFor_isRefused() throws Exception {
    try (var server = new ScriptedServer(certificates.sockets(), KeepAliveTest::answerAll);
        var bench = bench(server, "127.0.0.1", Map.of())) {
      expectRefusedCertificate(bench.get().fault());
    }
  }

  @Test
  void send_providerSpeaksNoTls_failsTheHandshake() throws Exception {
    try (var server = new ScriptedServer(wire -> wire.send("HTTP/1.1 400 Bad\r\n\r\n"));
        var bench = bench(server, "127.0.0.1", trusting())) {
      Fault fault = bench.get().fault();
      assertThat(fault.kind()).isEqualTo(FaultKind.CONNECT_FAILED);
      assertThat(fault.message()).startsWith("the TLS handshake failed");
    }
  }

  @Test
  void send_untilCloseEndsWithItsAlert_isWhole() throws Exception {
    try (var server =
            new ScriptedServer(
                certificates.sockets(),
                wire -> {
                  String _ = wire.request();
                  wire.send("HTTP/1.1 200 OK\r\n\r\nall of it");
                });
        var bench = bench(server, "127.0.0.1", trusting())) {
      assertThat(bench.get().whole()).isEqualTo("200 all of it");
    }
  }

  /** Whoever sits on the line can close it, but cannot send the alert. */
  @Test
  void send_untilCloseEndsWithoutItsAlert_isBrokenOff() throws Exception {
    var context = certificates.context();
    try (var server =
            new ScriptedServer(
                raw -> {
                  var secured =
                      (SSLSocket)
                          context.getSocketFactory().createSocket(raw.socket(), null, 0, false);
                  secured.setUseClientMode(false);
                  Wire wire = new Wire(secured, raw.number());
                  String _ = wire.request();
                  wire.send("HTTP/1.1 200 OK\r\n\r\nhalf of it");
                  raw.socket().shutdownOutput();
                  raw.awaitClose();
                });
        var bench = bench(server, "127.0.0.1", trusting())) {
      Reply reply = bench.get();
      assertThat(reply.fault().kind()).isEqualTo(FaultKind.STREAM_BROKEN_OFF);
      assertThat(reply.body()).isEqualTo("half of it");
    }
  }

  private static void expectRefusedCertificate(Fault fault) {
    assertThat(fault.kind()).isEqualTo(FaultKind.CONNECT_FAILED);
    assertThat(fault.message())
        .startsWith("the TLS certificate was not accepted (provider 'next')")
        .doesNotContain("127.0.0.1");
  }

  private static Map<String, String> trusting() {
    return Map.of("SSL_CERT_FILE", certificates.pem().toString());
  }

  private static Bench bench(ScriptedServer server, String host, Map<String, String> environment)
      throws IOException, GeneralSecurityException {
    URI url = URI.create("https://%s:%d".formatted(host, server.port()));
    return new Bench(Bench.provider(url, Bench.LONG_MILLIS, 512), environment);
  }
}
