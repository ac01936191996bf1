package io.crossfade.server.cli;

import io.crossfade.core.config.ProviderConfig;
import io.crossfade.core.fault.Fault;
import io.crossfade.core.fault.Result;
import io.crossfade.core.http.Headers;
import io.crossfade.core.http.HeldBody;
import io.crossfade.core.http.RequestBody;
import io.crossfade.core.http.ResponseHead;
import io.crossfade.server.loop.EventLoops;
import io.crossfade.server.upstream.Exchange;
import io.crossfade.server.upstream.HttpUpstream;
import io.crossfade.server.upstream.UpstreamListener;
import io.crossfade.server.upstream.UpstreamRequest;
import io.crossfade.server.upstream.Upstreams;
import io.crossfade.server.upstream.connect.Dialer;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks providers one thing at a time, on the road that traffic takes: the same proxies, authorities
 * and timeouts.
 */
final class ProviderLine implements AutoCloseable {
  private static final int MAX_ANSWER = 1 << 20;
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
    Hearing hearing = new Hearing();
    loops.loop(0).execute(() -> hearing.listenTo(upstream.send(question.request(), hearing)));
    try {
      return switch (hearing.answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        case Result.Ok<Answer>(Answer answer) -> answer;
        case Result.Err<Answer>(Fault fault) -> throw new IOException(told(fault.cause()));
      };
    } catch (ExecutionException bug) {
      throw new IllegalStateException(bug);
    } catch (TimeoutException late) {
      throw new IOException("no whole answer within %d s".formatted(PATIENCE_SECONDS), late);
    }
  }

  private static String told(Fault.Cause cause) {
    return cause.what() + "; " + cause.fix();
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

  /** Gathers one answer, on the loop. */
  private static final class Hearing implements UpstreamListener {
    private final CompletableFuture<Result<Answer>> answer = new CompletableFuture<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private Runnable readOn = () -> {};
    private int status;

    void listenTo(Exchange exchange) {
      readOn = exchange::read;
      exchange.read();
    }

    @Override
    public void head(ResponseHead head) {
      status = head.status();
    }

    @Override
    public void piece(ByteBuf piece) {
      if (body.size() < MAX_ANSWER) {
        body.writeBytes(ByteBufUtil.getBytes(piece));
      }
      piece.release();
      readOn.run();
    }

    @Override
    public void end() {
      answer.complete(Result.ok(new Answer(status, body.toString(StandardCharsets.UTF_8))));
    }

    @Override
    public void failed(Fault fault) {
      answer.complete(Result.err(fault));
    }
  }
}
