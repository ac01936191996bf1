package io.crossfade.server.cli;

import io.crossfade.core.config.ProviderConfig;
import io.crossfade.core.http.Headers;
import io.crossfade.core.http.HeldBody;
import io.crossfade.core.http.RequestBody;
import io.crossfade.server.loop.EventLoops;
import io.crossfade.server.upstream.HttpUpstream;
import io.crossfade.server.upstream.UpstreamRequest;
import io.crossfade.server.upstream.Upstreams;
import io.crossfade.server.upstream.connect.Dialer;
import io.crossfade.server.upstream.whole.Asking;
import io.crossfade.server.upstream.whole.WholeAnswer;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Asks providers one thing at a time, on the road that traffic takes: the same proxies, authorities
 * and timeouts.
 */
final class ProviderLine implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 30;

  private final EventLoops loops = EventLoops.start(1);
  private final Dialer dialer;
  private final Upstreams upstreams;

  /**
   * A line to those providers.
   *
   * @param environment of which the proxy variables and {@code SSL_CERT_FILE} are read
   */
  ProviderLine(Map<String, ProviderConfig> providers, Map<String, String> environment) {
    this.dialer = Dialer.of(environment);
    this.upstreams = Upstreams.none(loops.all(), dialer).with(providers);
  }

  /**
   * A whole answer.
   *
   * @param body its beginning, as UTF-8
   */
  record Answer(int status, String body) {}

  /**
   * Sends a request and waits for its answer.
   *
   * @throws IOException when there is none; its message says why, without a credential
   */
  Answer ask(String provider, Question question) throws IOException, InterruptedException {
    HttpUpstream upstream = upstreams.get(provider);
    if (upstream == null) {
      throw new IOException("no provider '%s' in the file".formatted(provider));
    }
    WholeAnswer whole = Asking.ask(upstream, loops.loop(0), question.request(), PATIENCE_SECONDS);
    return new Answer(whole.status(), whole.body());
  }

  @Override
  public void close() {
    upstreams.retireFor(upstreams.with(Map.of()));
    dialer.close();
    loops.close();
  }

  /**
   * What to ask.
   *
   * @param target origin-form request target, base path included
   * @param body empty for a GET
   */
  record Question(String target, Headers headers, String body) {

    private UpstreamRequest request() {
      long patience = TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS);
      RequestBody bytes = new HeldBody(Unpooled.copiedBuffer(body, StandardCharsets.UTF_8));
      return new UpstreamRequest(
          0, body.isEmpty() ? "GET" : "POST", target, headers, bytes, patience, patience);
    }
  }
}
