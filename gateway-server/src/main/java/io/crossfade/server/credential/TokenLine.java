package io.crossfade.server.credential;

import io.crossfade.core.config.ProviderConfig;
import io.crossfade.core.config.ProviderConfig.CircuitLimits;
import io.crossfade.core.config.ProviderConfig.Http2;
import io.crossfade.core.config.ProviderConfig.Limits;
import io.crossfade.core.config.ProviderConfig.Retries;
import io.crossfade.core.config.ProviderConfig.Timeouts;
import io.crossfade.core.config.ProviderType;
import io.crossfade.core.config.Secret;
import io.crossfade.core.http.Headers;
import io.crossfade.core.http.HeldBody;
import io.crossfade.server.loop.EventLoops;
import io.crossfade.server.upstream.HttpUpstream;
import io.crossfade.server.upstream.UpstreamRequest;
import io.crossfade.server.upstream.connect.Dialer;
import io.crossfade.server.upstream.whole.Asking;
import io.crossfade.server.upstream.whole.WholeAnswer;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Asks token services, on the road that traffic takes: the same proxies and authorities. What is
 * asked without TLS is a service of this machine or its host, which no proxy stands before.
 */
public final class TokenLine implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 10;

  private final EventLoops loops = EventLoops.start(1);
  private final Dialer dialer;
  private final Dialer direct;

  /**
   * A line with a loop of its own.
   *
   * @param environment of which the proxy variables and {@code SSL_CERT_FILE} are read
   */
  public TokenLine(Map<String, String> environment) {
    Map<String, String> unproxied = new HashMap<>(environment);
    unproxied.put("no_proxy", "*");
    this.dialer = Dialer.of(environment);
    this.direct = Dialer.of(unproxied);
  }

  /** What to ask; {@code toString} hides the secrets in it. */
  public record Question(String method, URI uri, Headers fields, String body) {
    @Override
    public String toString() {
      return method + " " + uri.getAuthority();
    }
  }

  /**
   * Sends a request and waits for its answer.
   *
   * @throws IOException when there is none; its message says of whom, and why, without a secret
   */
  public WholeAnswer ask(Question question) throws IOException, InterruptedException {
    boolean secure = "https".equalsIgnoreCase(question.uri().getScheme());
    HttpUpstream upstream =
        new HttpUpstream(service(question.uri()), loops.all(), secure ? dialer : direct);
    try {
      return Asking.ask(upstream, loops.loop(0), request(question), PATIENCE_SECONDS);
    } catch (IOException e) {
      throw new IOException("%s: %s".formatted(question.uri().getAuthority(), e.getMessage()), e);
    } finally {
      upstream.retire();
    }
  }

  private static UpstreamRequest request(Question question) {
    String query = question.uri().getRawQuery();
    String path = question.uri().getRawPath();
    long millis = PATIENCE_SECONDS * 1_000;
    return new UpstreamRequest(
        0,
        question.method(),
        query == null ? path : path + "?" + query,
        question.fields(),
        new HeldBody(Unpooled.copiedBuffer(question.body(), StandardCharsets.UTF_8)),
        millis,
        millis);
  }

  private static ProviderConfig service(URI uri) {
    return new ProviderConfig(
        "token service",
        ProviderType.OPENAI_COMPATIBLE,
        uri,
        new Secret.Absent(),
        List.of(),
        Timeouts.DEFAULT,
        Retries.DEFAULT,
        Limits.DEFAULT,
        CircuitLimits.OFF,
        Http2.OFF,
        false,
        null,
        null,
        null,
        null);
  }

  @Override
  public void close() {
    loops.close();
    dialer.close();
    direct.close();
  }
}
