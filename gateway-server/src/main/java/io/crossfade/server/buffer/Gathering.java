package io.crossfade.server.buffer;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;

/** Collects the pieces of a body up to a limit. A body that comes in one piece is never copied. */
public final class Gathering {
  private final int limit;
  private ByteBuf gathered = Unpooled.EMPTY_BUFFER;
  private boolean own;

  /**
   * Starts empty.
   *
   * @param limit most bytes held
   */
  public Gathering(int limit) {
    this.limit = limit;
  }

  /** Takes {@code piece}; returns false, and takes nothing, when it would go over the limit. */
  public boolean add(ByteBuf piece) {
    if (gathered.readableBytes() + piece.readableBytes() > limit) {
      piece.release();
      return false;
    }
    if (gathered.isReadable()) {
      append(piece);
    } else {
      gathered.release();
      gathered = piece;
    }
    return true;
  }

  private void append(ByteBuf piece) {
    if (!own) {
      int room =
          Math.max(2 * gathered.readableBytes(), gathered.readableBytes() + piece.readableBytes());
      ByteBuf bigger = PooledByteBufAllocator.DEFAULT.buffer(Math.min(room, limit), limit);
      bigger.writeBytes(gathered);
      gathered.release();
      gathered = bigger;
      own = true;
    }
    gathered.writeBytes(piece);
    piece.release();
  }

  /** What has come so far; still owned here. */
  public ByteBuf bytes() {
    return gathered;
  }

  /** Hands over what has come; nothing is held here afterwards. */
  public ByteBuf take() {
    ByteBuf taken = gathered;
    gathered = Unpooled.EMPTY_BUFFER;
    own = false;
    return taken;
  }

  public void release() {
    take().release();
  }
}
