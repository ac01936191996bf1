package io.crossfade.server.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.config.ProviderConfig.Http2;
import io.crossfade.core.testing.Needs;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Node.js as the provider, which speaks both versions and lets TLS choose. */
final class Http2OverTlsTest {
  private static final String SERVER =
      """
      const http2 = require('http2'), fs = require('fs');
      let connections = 0;
      const options = {pfx: fs.readFileSync(process.argv[2]), passphrase: 'changeit',
        allowHTTP1: true, settings: {maxConcurrentStreams: 50}};
      const server = http2.createSecureServer(options, (request, response) => {
        let bytes = 0;
        request.on('data', data => bytes += data.length);
        request.on('end', () => response.end(
          request.url === '/v1/chat?x=1' ? request.httpVersion + ' ' + bytes : request.url));
      });
      server.on('secureConnection', () => connections++);
      server.listen(0, '127.0.0.1', () => console.log(server.address().port));
      process.stdin.on('data', () => console.log(connections));
      process.stdin.on('end', () => process.exit());
      """;

  @TempDir private static Path folder;
  private static Certificates certificates = new Certificates(Path.of(""), Path.of(""));
  private static Process node;
  private static BufferedReader said;
  private static URI url;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    Path program = Needs.tool("node");
    certificates = Certificates.make(folder, "ip:127.0.0.1");
    Path script = Files.writeString(folder.resolve("server.js"), SERVER);
    node =
        new ProcessBuilder(program.toString(), script.toString(), certificates.store().toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    said = node.inputReader();
    url = URI.create("https://127.0.0.1:" + said.readLine());
  }

  @AfterAll
  static void stop() throws InterruptedException {
    if (node != null) {
      node.destroy();
      assertThat(node.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void send_manyAtOnce_allAreAnsweredOverFewConnections() throws IOException {
    int before = connections();
    try (Bench bench = bench(Http2.AUTO)) {
      List<Reply> replies = new ArrayList<>();
      bench.onLoop(
          () -> {
            for (int n = 0; n < 300; n++) {
              replies.add(bench.sendNow("POST", Bench.held("x".repeat(n)), new Reply(true)));
            }
            return replies;
          });
      for (int n = 0; n < 300; n++) {
        assertThat(replies.get(n).whole()).isEqualTo("200 2.0 " + n);
      }
    }
    assertThat(connections() - before).isBetween(1, 8);
  }

  @Test
  void send_largeBodies_arriveWhole() {
    try (Bench bench = bench(Http2.AUTO)) {
      assertThat(bench.post("y".repeat(3_000_000)).whole()).isEqualTo("200 2.0 3000000");
      Reply streamed = bench.send("POST", new PieceByPiece(30, 100_000), new Reply(true));
      assertThat(streamed.whole()).isEqualTo("200 2.0 3000000");
      assertThat(bench.get().whole()).isEqualTo("200 2.0 0");
    }
  }

  @ParameterizedTest
  @EnumSource(Http2.class)
  void send_versionAsConfigured_isTheOneSpoken(Http2 http2) {
    try (Bench bench = bench(http2)) {
      String version = http2 == Http2.OFF ? "1.1" : "2.0";
      assertThat(bench.post("ab").whole()).isEqualTo("200 " + version + " 2");
      assertThat(bench.post("cd").whole()).isEqualTo("200 " + version + " 2");
    }
  }

  private static int connections() throws IOException {
    node.outputWriter().append("?\n").flush();
    return Integer.parseInt(said.readLine());
  }

  private static Bench bench(Http2 http2) {
    return new Bench(
        Bench.speaking(Bench.provider(url, Bench.LONG_MILLIS, 1_000), http2),
        Map.of("SSL_CERT_FILE", certificates.pem().toString()));
  }
}
