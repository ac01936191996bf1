package io.crossfade.loadtest.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/** The unread tail of one read, kept until the next. */
final class LeftOver {
  private ByteBuf bytes = Unpooled.EMPTY_BUFFER;

  boolean isEmpty() {
    return !bytes.isReadable();
  }

  /** What was kept, followed by what is fresh; owns both, and passes the result on. */
  ByteBuf before(ByteBuf fresh) {
    if (isEmpty()) {
      return fresh;
    }
    ByteBuf whole = fresh.alloc().buffer(bytes.readableBytes() + fresh.readableBytes());
    whole.writeBytes(bytes).writeBytes(fresh);
    fresh.release();
    close();
    return whole;
  }

  /** Copies what was not read. */
  void keep(ByteBuf in) {
    if (in.isReadable()) {
      bytes = in.readBytes(in.readableBytes());
    }
  }

  void close() {
    bytes.release();
    bytes = Unpooled.EMPTY_BUFFER;
  }
}
