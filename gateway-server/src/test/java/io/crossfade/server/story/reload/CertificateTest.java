package io.crossfade.server.story.reload;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.server.frontend.testing.TestKeys;
import io.crossfade.server.story.Story;
import io.crossfade.server.testing.Await;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A certificate renewed while callers come and go, on new connections each and on kept ones. */
final class CertificateTest {
  private static final int CALLERS = 4;

  @TempDir Path folder;

  @Test
  void certificate_renewedUnderLoad_losesNoCall() throws Exception {
    Certificate first = made();
    try (Story story = started();
        Calls calls = new Calls(story)) {
      assertThat(served(story)).isEqualTo(first);
      for (int renewal = 0; renewal < 3; renewal++) {
        Certificate next = made();
        Await.until(() -> served(story).equals(next));
        int before = calls.answered.get();
        Await.until(() -> calls.answered.get() > before + 20);
      }
      Certificate kept = served(story);
      Files.writeString(folder.resolve("CERTIFICATE"), "no certificate");
      Await.until(
          () ->
              story
                  .admin()
                  .metrics("crossfade_certificate_reloads_total{result=\"error\"")
                  .contains(" 1.0"));
      assertThat(served(story)).isEqualTo(kept);
      assertThat(calls.complaints()).isEmpty();
    }
  }

  private Story started() {
    Story story = new Story(folder);
    String tls =
        "tls: {cert: %s, key: %s}, admin:"
            .formatted(folder.resolve("CERTIFICATE"), folder.resolve("PRIVATE KEY"));
    story.save(Story.move("split: 50%").replace("admin:", tls));
    story.start();
    return story;
  }

  /** Puts a new pair into the folder. */
  private Certificate made() {
    try (TestKeys keys = TestKeys.in(folder)) {
      return keys.store().getCertificate("pair");
    } catch (GeneralSecurityException unreadable) {
      throw new AssertionError(unreadable);
    }
  }

  /** What a new connection is shown. */
  private static Certificate served(Story story) {
    try (SSLSocket socket =
        (SSLSocket)
            trusting().getSocketFactory().createSocket("127.0.0.1", story.address().getPort())) {
      return socket.getSession().getPeerCertificates()[0];
    } catch (IOException failed) {
      throw new AssertionError("no connection", failed);
    }
  }

  private static SSLContext trusting() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new Anything()}, null);
      return context;
    } catch (GeneralSecurityException absent) {
      throw new AssertionError(absent);
    }
  }

  /** Half of the callers keep their connection, half make one for each call. */
  private static final class Calls implements AutoCloseable {
    final AtomicInteger answered = new AtomicInteger();
    private final Queue<String> complaints = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean open = new AtomicBoolean(true);
    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
    private final URI uri;

    Calls(Story story) {
      uri = URI.create("https://127.0.0.1:" + story.address().getPort() + Story.CHAT);
      for (int caller = 0; caller < CALLERS; caller++) {
        boolean keeps = caller % 2 == 0;
        callers.execute(() -> call(keeps));
      }
    }

    private void call(boolean keeps) {
      HttpClient kept = client();
      while (open.get()) {
        try {
          HttpClient client = keeps ? kept : client();
          HttpRequest question =
              HttpRequest.newBuilder(uri)
                  .POST(HttpRequest.BodyPublishers.ofString(Story.STREAM))
                  .build();
          String told = client.send(question, HttpResponse.BodyHandlers.ofString()).body();
          if (told.endsWith("data: [DONE]\n\n")) {
            answered.incrementAndGet();
          } else {
            complaints.add(told);
          }
        } catch (IOException failed) {
          complaints.add(failed.toString());
        } catch (InterruptedException stopped) {
          Thread.currentThread().interrupt();
          return;
        }
      }
    }

    private static HttpClient client() {
      return HttpClient.newBuilder().sslContext(trusting()).build();
    }

    Queue<String> complaints() throws InterruptedException {
      open.set(false);
      callers.shutdown();
      assertThat(callers.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
      return complaints;
    }

    @Override
    public void close() {
      open.set(false);
      callers.shutdownNow();
    }
  }

  /** Takes any certificate, this being the very thing that changes. */
  private static final class Anything extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
