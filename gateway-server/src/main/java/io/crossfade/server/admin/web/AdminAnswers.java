package io.crossfade.server.admin.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.crossfade.core.Call;
import io.crossfade.core.Ending;
import io.crossfade.core.ResponseSink;
import io.crossfade.core.http.ResponseHead;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The way back to one caller, from any thread over the event loop the call came from.
 *
 * @param loop the call's event loop
 */
record AdminAnswers(Executor loop, Call call, ResponseSink sink) {

  void whole(AdminResponse.Whole answer, boolean headOnly) {
    ByteBuf body = Unpooled.copiedBuffer(answer.body(), UTF_8);
    loop.execute(
        () -> {
          sink.head(new ResponseHead(answer.status(), answer.headers(), body.readableBytes()));
          if (headOnly) {
            body.release();
          } else {
            sink.body(body, () -> {});
          }
          sink.end(Ending.COMPLETE);
        });
  }

  /** Blocks until the caller has gone or the feed ends. */
  void events(EventFeed feed) {
    Stream stream = new Stream();
    loop.execute(stream::begin);
    try {
      feed.follow(stream);
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    } finally {
      loop.execute(() -> sink.end(Ending.COMPLETE));
    }
  }

  private final class Stream implements EventFeed.Line {
    private final Semaphore room = new Semaphore(1);
    private final AtomicBoolean hooked = new AtomicBoolean();
    private volatile boolean gone;
    private volatile Runnable whenGone = () -> {};

    void begin() {
      var fields = AdminResponse.fields("text/event-stream", "no-store");
      sink.head(new ResponseHead(200, fields, ResponseHead.UNKNOWN_LENGTH));
      call.origin().cancellation().onCancel(this::leave);
    }

    private void leave() {
      gone = true;
      room.release();
      tell();
    }

    @Override
    public void send(String text) throws InterruptedException {
      room.acquire();
      if (gone) {
        room.release();
      } else {
        ByteBuf piece = Unpooled.copiedBuffer(text, UTF_8);
        loop.execute(() -> sink.body(piece, room::release));
      }
    }

    @Override
    public boolean gone() {
      return gone;
    }

    @Override
    public void onGone(Runnable hook) {
      whenGone = hook;
      hooked.set(true);
      if (gone) {
        tell();
      }
    }

    private void tell() {
      if (hooked.compareAndSet(true, false)) {
        whenGone.run();
      }
    }
  }
}
