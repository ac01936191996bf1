package io.crossfade.server.frontend;

import io.crossfade.server.frontend.port.Closing;
import io.crossfade.server.http1.ChunkWriting;
import io.crossfade.server.loop.TurnEnd;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what goes to one caller, so that a head, a small piece and its framing are one buffer and
 * one write. Large pieces are written as they are; copying them would cost more than a second
 * buffer does.
 */
final class OutBuffer {
  static final int MOST_COPIED_BYTES = 4 * 1024;
  private static final int SMALLEST_BYTES = 512;

  private final Channel channel;
  private @Nullable ByteBuf tail;
  private final Runnable flushTask = this::flushNow;
  private boolean unflushed;
  private boolean scheduled;

  OutBuffer(Channel channel) {
    this.channel = channel;
  }

  /** A buffer with room for that many bytes, to write into at once. */
  ByteBuf room(int bytes) {
    ByteBuf open = tail;
    if (open != null && open.writableBytes() < bytes) {
      passOn();
      open = null;
    }
    if (open == null) {
      open = channel.alloc().directBuffer(Math.max(SMALLEST_BYTES, bytes));
      tail = open;
    }
    return open;
  }

  /**
   * Writes one piece of a body.
   *
   * @param piece owned by this object from here on
   */
  void plain(ByteBuf piece) {
    int bytes = piece.readableBytes();
    if (bytes > MOST_COPIED_BYTES) {
      passOn();
      write(piece);
    } else {
      copy(piece, room(bytes));
    }
  }

  /**
   * Writes one piece as a chunk.
   *
   * @param piece not empty, owned by this object from here on
   */
  void chunk(ByteBuf piece) {
    int bytes = piece.readableBytes();
    boolean large = bytes > MOST_COPIED_BYTES;
    ByteBuf open = room(ChunkWriting.MOST_FRAMING_BYTES + (large ? 0 : bytes));
    ChunkWriting.begin(open, bytes);
    if (large) {
      passOn();
      write(piece);
      open = room(ChunkWriting.MOST_FRAMING_BYTES);
    } else {
      copy(piece, open);
    }
    ChunkWriting.end(open);
  }

  /** Hands everything to the channel and on to the socket. */
  void flush() {
    passOn();
    if (unflushed) {
      unflushed = false;
      channel.flush();
    }
  }

  /** Flushes at the end of the loop's turn, once however many pieces came in it. */
  void flushSoon() {
    if (!scheduled) {
      scheduled = true;
      TurnEnd.here().add(channel, flushTask);
    }
  }

  /** Closes at once; what was written is gone or never will be. */
  void closeNow() {
    flush();
    Closing.now(channel);
  }

  /**
   * Closes behind what was written.
   *
   * @param both directions, where the caller has nothing more to say; else ours only
   */
  void close(boolean both) {
    flush();
    if (both) {
      Closing.close(channel);
    } else {
      Closing.closeOutput(channel);
    }
  }

  /** Breaks the connection off behind what was written. */
  void reset() {
    flush();
    Closing.reset(channel);
  }

  /** Bytes the channel does not know of yet. */
  int held() {
    return tail == null ? 0 : tail.readableBytes();
  }

  /** Drops what the channel does not know of yet. */
  void drop() {
    if (tail != null) {
      tail.release();
      tail = null;
    }
  }

  private static void copy(ByteBuf piece, ByteBuf open) {
    open.writeBytes(piece);
    piece.release();
  }

  private void passOn() {
    ByteBuf full = tail;
    tail = null;
    if (full != null) {
      write(full);
    }
  }

  private void write(ByteBuf bytes) {
    unflushed = true;
    var _ = channel.write(bytes, channel.voidPromise());
  }

  private void flushNow() {
    scheduled = false;
    flush();
  }
}
