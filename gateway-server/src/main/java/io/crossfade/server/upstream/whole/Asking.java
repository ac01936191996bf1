package io.crossfade.server.upstream.whole;

import io.crossfade.core.fault.Fault;
import io.crossfade.core.fault.Result;
import io.crossfade.core.http.Headers;
import io.crossfade.core.http.ResponseHead;
import io.crossfade.server.upstream.Exchange;
import io.crossfade.server.upstream.HttpUpstream;
import io.crossfade.server.upstream.UpstreamListener;
import io.crossfade.server.upstream.UpstreamRequest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.EventLoop;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sends a request and waits for its answer, gathered on an event loop. */
public final class Asking {
  private static final int MAX_ANSWER = 1 << 20;

  private final CompletableFuture<Result<WholeAnswer>> answer = new CompletableFuture<>();
  private final Gatherer gatherer = new Gatherer();

  private Asking() {}

  /**
   * Blocks until the answer is whole; not to be called on an event loop.
   *
   * @param loop the one the request names
   * @param seconds longest wait
   * @throws IOException when there is no answer; its message says why, without a credential
   */
  public static WholeAnswer ask(
      HttpUpstream upstream, EventLoop loop, UpstreamRequest request, long seconds)
      throws IOException, InterruptedException {
    Asking asking = new Asking();
    loop.execute(() -> asking.gatherer.listenTo(upstream.send(request, asking.gatherer)));
    try {
      return switch (asking.answer.get(seconds, TimeUnit.SECONDS)) {
        case Result.Ok<WholeAnswer>(WholeAnswer whole) -> whole;
        case Result.Err<WholeAnswer>(Fault fault) ->
            throw new IOException(fault.cause().what() + "; " + fault.cause().fix());
      };
    } catch (ExecutionException bug) {
      throw new IllegalStateException(bug);
    } catch (TimeoutException late) {
      throw new IOException("no whole answer within %d s".formatted(seconds), late);
    }
  }

  /** Lives on the loop. */
  private final class Gatherer implements UpstreamListener {
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private Runnable readOn = () -> {};
    private int status;
    private Headers headers = new Headers();

    void listenTo(Exchange exchange) {
      readOn = exchange::read;
      exchange.read();
    }

    @Override
    public void head(ResponseHead head) {
      status = head.status();
      headers = head.headers();
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
      String text = body.toString(StandardCharsets.UTF_8);
      answer.complete(Result.ok(new WholeAnswer(status, headers, text)));
    }

    @Override
    public void failed(Fault fault) {
      answer.complete(Result.err(fault));
    }
  }
}
