package io.crossfade.server.frontend.http2;

import io.crossfade.core.fault.Fault;
import io.crossfade.server.frontend.request.Pieces;
import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The body that came over one stream and was not yet used: never more than the stream's window,
 * which opens again as pieces are taken.
 */
final class StreamInput implements Pieces {
  private final Queue<ByteBuf> pieces = new ArrayDeque<>(2);
  private final IntConsumer taken;
  private final long length;
  private long received;
  private boolean ended;

  /**
   * @param length that was told, or -1
   * @param ended whether nothing follows
   * @param taken told of bytes for which the window may open again
   */
  StreamInput(long length, boolean ended, IntConsumer taken) {
    this.length = length;
    this.ended = ended;
    this.taken = taken;
  }

  /**
   * Takes what a frame brought.
   *
   * @param piece retained here if it is kept
   * @return false when the body is longer or shorter than was told (RFC 9113 §8.1.1)
   */
  boolean add(ByteBuf piece, boolean end) {
    received += piece.readableBytes();
    if (length >= 0 && (received > length || (end && received < length))) {
      return false;
    }
    if (piece.isReadable()) {
      pieces.add(piece.retain());
    }
    ended |= end;
    return true;
  }

  @Override
  public @Nullable ByteBuf nextPiece() {
    ByteBuf piece = pieces.poll();
    if (piece != null) {
      taken.accept(piece.readableBytes());
    }
    return piece;
  }

  @Override
  public boolean bodyDone() {
    return ended && pieces.isEmpty();
  }

  @Override
  public @Nullable Fault bodyFault() {
    return null;
  }

  /** Whether some of the body is still to come. */
  boolean open() {
    return !ended;
  }

  /** Lets go of what nobody will take. */
  void release() {
    pieces.forEach(ByteBuf::release);
    pieces.clear();
  }
}
