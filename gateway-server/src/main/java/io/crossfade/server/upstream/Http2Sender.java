package io.crossfade.server.upstream;

import io.crossfade.core.fault.Fault;
import io.crossfade.core.http.HeldBody;
import io.crossfade.core.http.RequestBody;
import io.crossfade.server.http2.SentFields;
import io.crossfade.server.upstream.RequestSender.Progress;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http2.Http2Headers;
import org.jspecify.annotations.Nullable;

/**
 * Writes one request onto its stream, as fast as the provider's windows open. A streaming body is
 * read no faster than that. On its loop only.
 */
final class Http2Sender implements RequestBody.Reader {
  /** Large bodies go in slices, because only whole ones show as progress. */
  private static final int SLICE = 64 * 1_024;

  private static final long UNKNOWN = -1;

  private final Http2Session session;
  private final int id;
  private final Progress progress;
  private @Nullable Runnable more;
  private long left;
  private int underWay;
  private boolean handedOver;
  private boolean pumping;
  private boolean stopped;

  Http2Sender(Http2Session session, int id, Progress progress) {
    this.session = session;
    this.id = id;
    this.progress = progress;
  }

  /** Writes the head; {@link #sendBody} follows where there is one. */
  void sendHead(UpstreamRequest request, RequestLines lines, boolean secure) {
    left = request.body().length();
    Http2Headers section = SentFields.withRoomFor(request.headers());
    section
        .method(request.method())
        .scheme(secure ? "https" : "http")
        .authority(lines.authority())
        .path(request.target());
    SentFields.add(request.headers(), section);
    if (left > 0 || (left == 0 && RequestLines.meansBody(request.method()))) {
      section.add("content-length", Long.toString(left));
    }
    handedOver = left == 0;
    session.sendHead(id, section, handedOver, written());
  }

  void sendBody(RequestBody body) {
    if (left == 0) {
      return;
    }
    if (body instanceof HeldBody(ByteBuf bytes)) {
      held(bytes);
    } else {
      body.readInto(this);
    }
  }

  /** Whether no byte of the request is missing any more. */
  boolean whole() {
    return handedOver && underWay == 0;
  }

  void stop() {
    stopped = true;
    more = null;
  }

  void writabilityChanged() {
    if (!handedOver && !stopped) {
      pump();
    }
  }

  @Override
  public void piece(ByteBuf piece, Runnable next) {
    int bytes = piece.readableBytes();
    if (stopped || (left != UNKNOWN && bytes > left)) {
      piece.release();
      mismatched("the request body is longer than its length");
      return;
    }
    more = next;
    left -= left == UNKNOWN ? 0 : bytes;
    session.sendData(id, piece, false, written());
    pump();
  }

  @Override
  public void end() {
    if (left > 0) {
      mismatched("the request body is shorter than its length");
    } else if (!stopped) {
      handedOver = true;
      session.sendData(id, Unpooled.EMPTY_BUFFER, true, written());
    }
  }

  @Override
  public void failed(Fault fault) {
    if (!stopped) {
      progress.bodyFailed(fault);
    }
  }

  private void held(ByteBuf bytes) {
    int from = bytes.readerIndex();
    int to = bytes.writerIndex();
    handedOver = true;
    for (; to - from > SLICE && !stopped; from += SLICE) {
      session.sendData(id, bytes.retainedSlice(from, SLICE), false, written());
    }
    if (!stopped) {
      session.sendData(id, bytes.retainedSlice(from, to - from), true, written());
    }
  }

  /** Each write that leaves is progress; the last one means that an answer may be waited for. */
  private ChannelPromise written() {
    underWay++;
    progress.stalled(true);
    return session
        .channel()
        .newPromise()
        .addListener(
            done -> {
              underWay--;
              if (done.isSuccess() && !stopped) {
                oneLess();
              }
            });
  }

  private void oneLess() {
    if (whole()) {
      progress.sent();
    } else {
      progress.stalled(underWay > 0);
    }
  }

  private void mismatched(String what) {
    if (!stopped) {
      progress.bodyMismatched(what);
    }
  }

  /** A loop, because a body may bring its next piece while it is asked for it. */
  private void pump() {
    if (pumping) {
      return;
    }
    pumping = true;
    for (Runnable next = more; next != null && session.takesMore(id); next = more) {
      more = null;
      next.run();
    }
    pumping = false;
  }
}
