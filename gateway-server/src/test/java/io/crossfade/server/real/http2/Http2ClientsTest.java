package io.crossfade.server.real.http2;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.testing.Needs;
import io.crossfade.server.frontend.testing.TestKeys;
import io.crossfade.server.story.Story;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole gateway behind Java's, Node's and curl's HTTP/2, over TLS and by prior knowledge. */
final class Http2ClientsTest {
  private static final String NODE =
      """
      const http2 = require('http2');
      const session = http2.connect(process.argv[2]);
      const ask = n => new Promise((done, failed) => {
        const call = session.request({':method': 'POST', ':path': '/v1/chat/completions',
            'content-type': 'application/json', 'x-request-id': 'node-' + n});
        let text = '';
        call.setEncoding('utf8').on('data', piece => text += piece).on('error', failed);
        call.on('end', () => done(text.trim().endsWith('data: [DONE]')));
        call.end(process.argv[3]);
      });
      Promise.all(Array.from({length: 100}, (_, n) => ask(n))).then(all => {
        console.log(all.filter(whole => whole).length + ' whole');
        session.close();
      });
      """;

  @TempDir Path folder;

  @Test
  void node_hundredStreamsOnOneConnection_allComeWhole() throws Exception {
    String node = Needs.tool("node").toString();
    try (Story story = Story.of(folder, "split: 50%")) {
      assertThat(run(node, "-e", NODE, "-", base(story), Story.STREAM)).isEqualTo("100 whole\n");
    }
  }

  @Test
  void curl_byPriorKnowledge_isAnswered() throws Exception {
    String curl = Needs.tool("curl").toString();
    try (Story story = Story.of(folder, "split: 0%")) {
      String told =
          run(
              curl,
              "-sS",
              "--http2-prior-knowledge",
              "-w",
              " %{http_version} %{http_code}",
              "-d",
              Story.ASK,
              base(story) + Story.CHAT);
      assertThat(told).contains("I am the old one.").endsWith(" 2 200");
    }
  }

  @Test
  void java_overTls_choosesHttp2() throws Exception {
    try (TestKeys keys = TestKeys.in(folder);
        Story story = new Story(folder)) {
      story.save(
          Story.move("split: 100%")
              .replace("admin:", "tls: {cert: %s, key: %s}, admin:".formatted(cert(), key())));
      story.start();
      HttpClient client = HttpClient.newBuilder().sslContext(trusting(keys)).build();
      List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
      for (int n = 0; n < 50; n++) {
        answers.add(client.sendAsync(question(story), HttpResponse.BodyHandlers.ofString()));
      }
      for (CompletableFuture<HttpResponse<String>> answer : answers) {
        HttpResponse<String> got = answer.get(20, TimeUnit.SECONDS);
        assertThat(got.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(got.headers().firstValue("x-crossfade-arm")).contains("candidate");
        assertThat(got.body()).endsWith("data: [DONE]\n\n");
      }
    }
  }

  private Path cert() {
    return folder.resolve("CERTIFICATE");
  }

  private Path key() {
    return folder.resolve("PRIVATE KEY");
  }

  private static HttpRequest question(Story story) {
    URI uri = URI.create("https://127.0.0.1:" + story.address().getPort() + Story.CHAT);
    return HttpRequest.newBuilder(uri)
        .POST(HttpRequest.BodyPublishers.ofString(Story.STREAM))
        .build();
  }

  private static SSLContext trusting(TestKeys keys) throws Exception {
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(keys.store());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  private static String base(Story story) {
    return "http://127.0.0.1:" + story.address().getPort();
  }

  private static String run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String told = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    return told;
  }
}
