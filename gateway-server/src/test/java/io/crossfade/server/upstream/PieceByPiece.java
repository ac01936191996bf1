package io.crossfade.server.upstream;

import io.crossfade.core.http.RequestBody;
import io.netty.buffer.PooledByteBufAllocator;

/**
 * A streaming body that makes its next piece, all of the letter x, only when it is asked.
 *
 * @param pieces how many
 * @param size bytes of each
 * @param length what it claims to be long, -1 for chunks
 */
record PieceByPiece(int pieces, int size, long length) implements RequestBody {
  PieceByPiece(int pieces, int size) {
    this(pieces, size, (long) pieces * size);
  }

  @Override
  public void readInto(Reader reader) {
    next(reader, pieces);
  }

  private void next(Reader reader, int left) {
    if (left == 0) {
      reader.end();
      return;
    }
    var piece = PooledByteBufAllocator.DEFAULT.directBuffer(size);
    for (int at = 0; at < size; at++) {
      piece.writeByte('x');
    }
    reader.piece(piece, () -> next(reader, left - 1));
  }
}
