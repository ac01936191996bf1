package io.crossfade.server.upstream;

import io.crossfade.core.fault.Fault;
import io.crossfade.core.http.HeldBody;
import io.crossfade.core.http.RequestBody;
import io.crossfade.server.http1.ChunkWriting;
import io.crossfade.server.http1.HeadWriter;
import io.crossfade.server.loop.TurnEnd;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import org.jspecify.annotations.Nullable;

/**
 * Writes requests onto one connection, one after the other. A held body goes out with its head in
 * one flush; a streaming one is read no faster than the provider takes it. On its loop only.
 */
final class RequestSender implements RequestBody.Reader {
  /** Up to here a copy beside the head is cheaper than a second buffer to write. */
  private static final int SMALL_BODY = 2_048;

  /** Large bodies go in slices, because only whole buffers show as progress. */
  private static final int SLICE = 128 * 1_024;

  private static final long CHUNKED = -1;

  private final Channel channel;
  private final RequestLines lines;
  private final Progress progress;
  private final Runnable flushLast = this::flushLast;
  private @Nullable Runnable more;
  private @Nullable ChannelFuture head;
  private @Nullable ChannelFuture last;
  private long left;
  private boolean pumping;
  private boolean flushed;
  private boolean whole = true;
  private boolean stopped;

  /** Hears how a request gets on. */
  interface Progress {

    /** The last byte was handed to the connection, or has now left it. */
    void sent();

    /** Whether the provider takes no more at the moment. */
    void stalled(boolean stalled);

    /** The body cannot be had; the request stays half. */
    void bodyFailed(Fault fault);

    /** The body has more or fewer bytes than its head says, which is a defect of ours. */
    void bodyMismatched(String what);
  }

  RequestSender(Channel channel, RequestLines lines, Progress progress) {
    this.channel = channel;
    this.lines = lines;
    this.progress = progress;
  }

  void send(UpstreamRequest request) {
    RequestBody body = request.body();
    head = null;
    whole = false;
    flushed = false;
    left = body.length();
    HeadWriter lead = lines.head(request);
    boolean copied = left <= SMALL_BODY && body instanceof HeldBody;
    ByteBuf out = channel.alloc().ioBuffer(lead.size() + (copied ? (int) left : 0));
    lead.endInto(out);
    if (left == 0) {
      head = last(out);
    } else if (body instanceof HeldBody(ByteBuf bytes)) {
      held(out, bytes);
    } else {
      head = channel.write(out);
      body.readInto(this);
      flushOnce();
    }
  }

  /** Whether no byte of the request is missing any more. */
  boolean whole() {
    return whole;
  }

  /** Whether the head of the request has left this process, so that an answer may come. */
  boolean left() {
    return head != null && head.isDone();
  }

  /** Lets go of the body: what still comes of it is dropped, and no more is asked for. */
  void stop() {
    stopped = true;
    more = null;
  }

  /** The connection takes more again, or no more. */
  void writabilityChanged() {
    if (!whole && !stopped) {
      progress.stalled(!channel.isWritable());
      pump();
    }
  }

  @Override
  public void piece(ByteBuf piece, Runnable next) {
    int bytes = piece.readableBytes();
    if (stopped || (left != CHUNKED && bytes > left)) {
      piece.release();
      mismatched("the request body is longer than its length");
      return;
    }
    more = next;
    if (bytes == 0) {
      piece.release();
    } else if (left == CHUNKED) {
      chunk(piece, bytes);
    } else {
      left -= bytes;
      var _ = channel.writeAndFlush(piece);
    }
    flushed = true;
    progress.stalled(!channel.isWritable());
    pump();
  }

  @Override
  public void end() {
    if (left > 0) {
      mismatched("the request body is shorter than its length");
    } else if (!stopped && left == CHUNKED) {
      ByteBuf out = channel.alloc().ioBuffer(ChunkWriting.MOST_FRAMING_BYTES);
      ChunkWriting.last(out);
      var _ = last(out);
    } else if (!stopped) {
      whole = true;
      flushOnce();
      progress.sent();
    }
  }

  @Override
  public void failed(Fault fault) {
    if (!stopped) {
      progress.bodyFailed(fault);
    }
  }

  private void held(ByteBuf out, ByteBuf bytes) {
    int from = bytes.readerIndex();
    int to = bytes.writerIndex();
    if (to - from <= SMALL_BODY) {
      head = last(out.writeBytes(bytes, from, to - from));
      return;
    }
    head = channel.write(out);
    for (; to - from > SLICE; from += SLICE) {
      var _ = channel.write(bytes.retainedSlice(from, SLICE));
    }
    var _ = last(bytes.retainedSlice(from, to - from));
  }

  private void chunk(ByteBuf piece, int bytes) {
    ByteBuf size = channel.alloc().ioBuffer(ChunkWriting.MOST_FRAMING_BYTES);
    ChunkWriting.begin(size, bytes);
    ByteBuf end = channel.alloc().ioBuffer(2);
    ChunkWriting.end(end);
    var _ = channel.write(size);
    var _ = channel.write(piece);
    var _ = channel.writeAndFlush(end);
  }

  private ChannelFuture last(ByteBuf out) {
    whole = true;
    flushed = true;
    ChannelFuture written = channel.write(out);
    last = written;
    progress.sent();
    TurnEnd.here().add(channel, flushLast);
    return written;
  }

  private void flushLast() {
    ChannelFuture written = last;
    last = null;
    channel.flush();
    if (written != null && !written.isDone()) {
      written.addListener(done -> sentLate(done.isSuccess()));
    }
  }

  private void sentLate(boolean success) {
    if (success && !stopped) {
      progress.sent();
    }
  }

  private void flushOnce() {
    if (!flushed) {
      flushed = true;
      channel.flush();
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
    for (Runnable next = more; next != null && channel.isWritable(); next = more) {
      more = null;
      next.run();
    }
    pumping = false;
  }
}
