package io.crossfade.server.frontend;

import io.crossfade.core.http.ResponseHead;
import io.crossfade.server.frontend.port.AnswerWire;
import io.crossfade.server.frontend.port.Dates;
import io.crossfade.server.frontend.request.Request;
import io.crossfade.server.http1.ChunkWriting;
import io.crossfade.server.http1.HeadWriter;
import io.netty.buffer.ByteBuf;

/**
 * The answers of one connection in HTTP/1.1, one after the other: a known length as {@code
 * content-length}, else chunks, else (HTTP/1.0) until the connection closes.
 *
 * <p>What is written is flushed when the buffers are full and at the end of the loop's turn: one
 * read from a provider makes one write to a caller.
 */
final class Http1Answer implements AnswerWire {
  private static final int MOST_HELD_BYTES = 32 * 1024;

  private enum Framed {
    PLAIN,
    CHUNKED,
    UNTIL_CLOSE
  }

  private final ClientConnection connection;
  private final OutBuffer out;
  private Request request = Request.UNREADABLE;
  private Framed framed = Framed.PLAIN;
  private boolean close;

  Http1Answer(ClientConnection connection) {
    this.connection = connection;
    this.out = connection.out();
  }

  /** Gets ready for the answer to the next request. */
  void begin(Request next) {
    request = next;
    framed = Framed.PLAIN;
    close = false;
  }

  @Override
  public boolean takesMore() {
    return connection.takesMore();
  }

  @Override
  public void head(ResponseHead head, boolean bodiless) {
    framed = bodiless || head.length() >= 0 ? Framed.PLAIN : unknownLength();
    close = framed == Framed.UNTIL_CLOSE || !request.keepAlive() || connection.closesAfterAnswer();
    write(head);
    out.flushSoon();
  }

  @Override
  public void piece(ByteBuf piece) {
    if (framed == Framed.CHUNKED) {
      out.chunk(piece);
    } else {
      out.plain(piece);
    }
    if (out.held() > MOST_HELD_BYTES || !connection.takesMore()) {
      out.flush();
    } else {
      out.flushSoon();
    }
  }

  @Override
  public void end() {
    if (framed == Framed.CHUNKED) {
      ChunkWriting.last(out.room(ChunkWriting.MOST_FRAMING_BYTES));
    }
    out.flushSoon();
    connection.answered(close);
  }

  /** Short of its length, or without a last chunk; where neither is there, by a reset. */
  @Override
  public void cut() {
    connection.breakOff(framed == Framed.UNTIL_CLOSE);
  }

  private Framed unknownLength() {
    return request.http10() ? Framed.UNTIL_CLOSE : Framed.CHUNKED;
  }

  private void write(ResponseHead head) {
    HeadWriter writer = HeadWriter.take().status(head.status()).fields(head.headers());
    if (!head.headers().contains("date")) {
      writer.raw(Dates.now().line());
    }
    if (framed == Framed.CHUNKED) {
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
}
