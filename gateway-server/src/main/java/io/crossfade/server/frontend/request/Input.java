package io.crossfade.server.frontend.request;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;

/**
 * Bytes of one connection that were read but not yet used; holds no buffer while there are none.
 */
final class Input {
  private static final int SMALLEST_BYTES = 1024;

  private ByteBuf bytes = Unpooled.EMPTY_BUFFER;

  /** The unused bytes; readers move its reader index. */
  ByteBuf bytes() {
    return bytes;
  }

  int size() {
    return bytes.readableBytes();
  }

  boolean isEmpty() {
    return !bytes.isReadable();
  }

  /**
   * Appends what was read.
   *
   * @param more owned by this object from here on
   */
  void add(ByteBuf more, ByteBufAllocator allocator) {
    if (isEmpty()) {
      bytes.release();
      bytes = more;
      return;
    }
    if (bytes.refCnt() > 1 || bytes.isReadOnly() || bytes.writableBytes() < more.readableBytes()) {
      grow(more.readableBytes(), allocator);
    }
    bytes.writeBytes(more);
    more.release();
  }

  /** Lets go of the buffer once all of it is used. */
  void trim() {
    if (isEmpty()) {
      clear();
    }
  }

  /** Forgets all bytes. */
  void clear() {
    bytes.release();
    bytes = Unpooled.EMPTY_BUFFER;
  }

  private void grow(int more, ByteBufAllocator allocator) {
    int needed = bytes.readableBytes() + more;
    ByteBuf larger = allocator.directBuffer(Math.max(SMALLEST_BYTES, 2 * needed));
    larger.writeBytes(bytes);
    bytes.release();
    bytes = larger;
  }
}
