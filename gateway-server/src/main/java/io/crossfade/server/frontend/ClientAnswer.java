package io.crossfade.server.frontend;

import io.crossfade.core.Cancellation;
import io.crossfade.core.Ending;
import io.crossfade.core.ResponseSink;
import io.crossfade.core.fault.Fault;
import io.crossfade.core.http.ResponseHead;
import io.crossfade.core.wire.Endpoint;
import io.crossfade.server.frontend.request.Request;
import io.crossfade.server.frontend.request.RequestFaults;
import io.crossfade.server.http1.ChunkWriting;
import io.crossfade.server.http1.HeadWriter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/**
 * The answer to one request, framed for its caller: a known length as {@code content-length}, else
 * chunks, else (HTTP/1.0) until the connection closes.
 *
 * <p>What is written is flushed when the answer is over, when the buffers are full, and at the end
 * of the loop's turn, whichever comes first: one read from a provider makes one write to a caller.
 */
final class ClientAnswer implements ResponseSink {
  private static final int MOST_HELD_BYTES = 32 * 1024;

  private enum Body {
    NOT_BEGUN,
    NONE,
    SIZED,
    CHUNKED,
    UNTIL_CLOSE,
    OVER
  }

  private final ClientConnection connection;
  private final OutBuffer out;
  private final Request request;
  private final Endpoint endpoint;
  private final RequestStream body;
  private final Cancellation cancellation = new Cancellation();

  private Body state = Body.NOT_BEGUN;
  private boolean close;
  private boolean events;
  private long remaining;
  private @Nullable Runnable next;
  private boolean running;

  ClientAnswer(
      ClientConnection connection, Request request, Endpoint endpoint, RequestStream body) {
    this.connection = connection;
    this.out = connection.out();
    this.request = request;
    this.endpoint = endpoint;
    this.body = body;
  }

  Request request() {
    return request;
  }

  RequestStream body() {
    return body;
  }

  Cancellation cancellation() {
    return cancellation;
  }

  @Override
  public void head(ResponseHead head) {
    if (state == Body.OVER) {
      return;
    }
    if (state != Body.NOT_BEGUN) {
      throw new IllegalStateException("an answer has one head");
    }
    state = bodyOf(head);
    close = state == Body.UNTIL_CLOSE || !request.keepAlive() || connection.closesAfterAnswer();
    remaining = head.length();
    String type = head.headers().get("content-type");
    events = type != null && type.startsWith("text/event-stream");
    writeHead(head);
    out.flushSoon();
  }

  @Override
  public void body(ByteBuf piece, Runnable more) {
    int bytes = piece.readableBytes();
    if (state == Body.NOT_BEGUN) {
      piece.release();
      throw new IllegalStateException("a body needs a head before it");
    }
    if (state == Body.OVER) {
      piece.release();
      return;
    }
    if (state == Body.NONE || bytes == 0) {
      piece.release();
    } else if (state == Body.SIZED && bytes > remaining) {
      piece.release();
      breakOff();
      cancellation.cancel();
      return;
    } else {
      write(piece, bytes);
    }
    next = more;
    proceed();
  }

  @Override
  public void end(Ending ending) {
    if (state == Body.OVER) {
      return;
    }
    switch (ending) {
      case Ending.Complete _ -> complete();
      case Ending.Failed(Fault fault) -> failed(fault);
    }
  }

  /** The connection may take more again. */
  void proceed() {
    if (running) {
      return;
    }
    running = true;
    for (Runnable now = next; now != null && connection.takesMore(); now = next) {
      next = null;
      now.run();
    }
    running = false;
  }

  /** The caller has gone: nothing more is written, and whoever works on the answer hears of it. */
  void gone() {
    if (state != Body.OVER) {
      state = Body.OVER;
      next = null;
      cancellation.cancel();
      body.fail(RequestFaults.gone());
    }
  }

  private Body bodyOf(ResponseHead head) {
    if (request.isHead() || head.status() == 204 || head.status() == 304) {
      return Body.NONE;
    }
    if (head.length() >= 0) {
      return Body.SIZED;
    }
    return request.http10() ? Body.UNTIL_CLOSE : Body.CHUNKED;
  }

  private void writeHead(ResponseHead head) {
    HeadWriter writer = HeadWriter.take().status(head.status()).fields(head.headers());
    if (!head.headers().contains("date")) {
      writer.raw(Fields.date());
    }
    if (state == Body.CHUNKED) {
      writer.raw(Fields.CHUNKED);
    } else if (head.length() >= 0 && head.status() != 204) {
      writer.field("content-length", head.length());
    }
    if (close) {
      writer.raw(Fields.CLOSE);
    } else if (request.http10()) {
      writer.raw(Fields.KEEP_ALIVE);
    }
    long inSameBuffer = Math.clamp(head.length(), 0, OutBuffer.MOST_COPIED_BYTES);
    writer.endInto(out.room(writer.size() + (int) inSameBuffer));
  }

  private void write(ByteBuf piece, int bytes) {
    if (state == Body.CHUNKED) {
      out.chunk(piece);
    } else {
      out.plain(piece);
      remaining -= bytes;
    }
    if (out.held() > MOST_HELD_BYTES || !connection.takesMore()) {
      out.flush();
    } else {
      out.flushSoon();
    }
  }

  private void complete() {
    if (state == Body.NOT_BEGUN) {
      failed(RequestFaults.defect(new IllegalStateException("an answer ended without a head")));
    } else if (state == Body.SIZED && remaining > 0) {
      breakOff();
    } else {
      finish();
    }
  }

  private void failed(Fault fault) {
    if (state == Body.NOT_BEGUN) {
      answer(fault);
    } else if (events && (state == Body.CHUNKED || state == Body.UNTIL_CLOSE)) {
      write(Unpooled.wrappedBuffer(connection.errors().event(endpoint, fault)));
      finish();
    } else if (state == Body.NONE) {
      finish();
    } else {
      breakOff();
    }
  }

  private void write(ByteBuf event) {
    if (event.isReadable()) {
      write(event, event.readableBytes());
    } else {
      event.release();
    }
  }

  private void answer(Fault fault) {
    ByteBuf document = Unpooled.wrappedBuffer(connection.errors().body(endpoint, fault));
    head(ErrorHeads.of(fault, document.readableBytes()));
    if (state == Body.NONE) {
      document.release();
    } else {
      write(document);
    }
    finish();
  }

  private void finish() {
    if (state == Body.CHUNKED) {
      ChunkWriting.last(out.room(ChunkWriting.MOST_FRAMING_BYTES));
    }
    state = Body.OVER;
    next = null;
    out.flush();
    body.detach();
    connection.answered(close);
  }

  /** Ends in a way no caller can take for success: short of its length, or without a last chunk. */
  private void breakOff() {
    boolean needsReset = state == Body.UNTIL_CLOSE;
    state = Body.OVER;
    next = null;
    body.detach();
    connection.breakOff(needsReset);
  }
}
