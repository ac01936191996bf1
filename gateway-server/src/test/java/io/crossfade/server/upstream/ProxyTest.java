package io.crossfade.server.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.fault.FaultKind;
import io.crossfade.server.upstream.ScriptedServer.Wire;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests that go through the proxy of the environment. */
final class ProxyTest {
  private static final String OK = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok";

  @Test
  void send_plainHttp_namesTheWholeUrlAndTheLogin() throws IOException {
    CompletableFuture<String> seen = new CompletableFuture<>();
    try (var proxy =
            new ScriptedServer(
                wire -> {
                  seen.complete(wire.request());
                  wire.send(OK);
                });
        var bench = bench("http://provider.test:8000", "http_proxy", "me:p%40ss@", proxy)) {
      assertThat(bench.get().whole()).isEqualTo("200 ok");
      assertThat(seen.join())
          .startsWith("GET http://provider.test:8000/v1/chat?x=1 HTTP/1.1\r\n")
          .contains("\r\nhost: provider.test:8000\r\n")
          .contains("\r\nproxy-authorization: Basic bWU6cEBzcw==\r\n");
    }
  }

  @Test
  void send_https_tunnelsThroughIt(@TempDir Path folder) throws Exception {
    Certificates certificates = Certificates.make(folder, "dns:provider.test");
    CompletableFuture<String> seen = new CompletableFuture<>();
    try (var server = new ScriptedServer(certificates.sockets(), KeepAliveTest::answerAll);
        var proxy = new ScriptedServer(wire -> tunnel(wire, seen, server.port()));
        var bench =
            new Bench(
                Bench.provider(URI.create("https://provider.test:8443"), Bench.LONG_MILLIS, 9),
                Map.of(
                    "SSL_CERT_FILE",
                    certificates.pem().toString(),
                    "HTTPS_PROXY",
                    "http://me:secret@127.0.0.1:" + proxy.port()))) {
      assertThat(bench.post("hello").whole()).isEqualTo("200 ok");
      assertThat(bench.post("again").whole()).isEqualTo("200 ok");
      assertThat(proxy.connections()).isOne();
      assertThat(seen.join())
          .startsWith("CONNECT provider.test:8443 HTTP/1.1\r\n")
          .containsIgnoringCase("proxy-authorization: basic bWU6c2VjcmV0");
    }
  }

  @Test
  void send_proxyRefusesTheTunnel_failsWithoutTheLogin() throws IOException {
    try (var proxy =
            new ScriptedServer(
                wire -> {
                  String _ = wire.head();
                  wire.send("HTTP/1.1 407 Login\r\ncontent-length: 0\r\n\r\n");
                  wire.awaitClose();
                });
        var bench = bench("https://provider.test", "ALL_PROXY", "me:secret@", proxy)) {
      Reply reply = bench.get();
      assertThat(reply.fault().kind()).isEqualTo(FaultKind.CONNECT_FAILED);
      assertThat(reply.fault().message())
          .startsWith("the proxy opened no tunnel")
          .doesNotContain("secret");
    }
  }

  private static Bench bench(String url, String variable, String login, ScriptedServer proxy) {
    return new Bench(
        Bench.provider(URI.create(url), Bench.LONG_MILLIS, 9),
        Map.of(variable, "http://" + login + "127.0.0.1:" + proxy.port()));
  }

  private static void tunnel(Wire wire, CompletableFuture<String> seen, int port)
      throws IOException {
    seen.complete(wire.head());
    try (Socket onward = new Socket(InetAddress.getLoopbackAddress(), port)) {
      wire.send("HTTP/1.1 200 Connected\r\n\r\n");
      Thread back = Thread.ofVirtual().start(() -> copyBack(onward, wire));
      long _ = wire.socket().getInputStream().transferTo(onward.getOutputStream());
      onward.shutdownOutput();
      back.join();
    } catch (InterruptedException stopped) {
      throw new IOException(stopped);
    }
  }

  private static void copyBack(Socket from, Wire to) {
    try {
      long _ = from.getInputStream().transferTo(to.socket().getOutputStream());
    } catch (IOException closed) {
      // One side is gone; the other is closed by its own script.
    }
  }
}
