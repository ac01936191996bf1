package io.crossfade.loadtest.http;

import io.netty.buffer.ByteBuf;

/**
 * Cuts the bytes of one HTTP/1.1 connection into messages, without copying bodies. Written apart
 * from the gateway's own reader, so that one mistake cannot hide on both sides.
 */
public final class MessageReader {
  private static final int TRAILER_END = 2;

  private final Listener listener;
  private final Head head = new Head();
  private final LeftOver leftOver = new LeftOver();
  private State state = State.HEAD;
  private long left;

  private enum State {
    HEAD,
    FIXED,
    CHUNK_SIZE,
    CHUNK,
    CHUNK_END,
    LAST
  }

  /** Hears a message in order; whatever it throws ends the connection. */
  public interface Listener {

    /** A head has been read. */
    void head(Head head);

    /** Some of the body, only valid during the call. */
    void body(ByteBuf in, int index, int length);

    /** The message is whole. */
    void end();
  }

  public MessageReader(Listener listener) {
    this.listener = listener;
  }

  /** Whether the connection is between two messages. */
  public boolean isBetween() {
    return state == State.HEAD && leftOver.isEmpty();
  }

  /** Takes what was read off the socket and releases it. */
  public void read(ByteBuf fresh) {
    ByteBuf in = leftOver.before(fresh);
    try {
      while (in.isReadable() && step(in)) {}
      leftOver.keep(in);
    } finally {
      in.release();
    }
  }

  /** Gives memory back; for the end of a connection. */
  public void close() {
    leftOver.close();
  }

  /** True if there may be more to do with what is there. */
  private boolean step(ByteBuf in) {
    return switch (state) {
      case HEAD -> head(in);
      case FIXED, CHUNK -> data(in);
      case CHUNK_SIZE -> chunkSize(in);
      case CHUNK_END -> lineEnd(in, State.CHUNK_SIZE);
      case LAST -> last(in);
    };
  }

  private boolean head(ByteBuf in) {
    int length = head.scan(in);
    if (length == Head.INCOMPLETE) {
      return false;
    }
    in.skipBytes(length);
    listener.head(head);
    left = head.contentLength();
    state = head.isChunked() ? State.CHUNK_SIZE : State.FIXED;
    endIfEmpty();
    return true;
  }

  private void endIfEmpty() {
    if (state == State.FIXED && left == 0) {
      state = State.HEAD;
      listener.end();
    }
  }

  private boolean data(ByteBuf in) {
    int length = (int) Math.min(left, in.readableBytes());
    int index = in.readerIndex();
    in.skipBytes(length);
    left -= length;
    listener.body(in, index, length);
    if (state == State.CHUNK && left == 0) {
      state = State.CHUNK_END;
    }
    endIfEmpty();
    return true;
  }

  private boolean chunkSize(ByteBuf in) {
    int feed = in.indexOf(in.readerIndex(), in.writerIndex(), (byte) '\n');
    if (feed < 0) {
      return false;
    }
    left = 0;
    while (in.readerIndex() < feed - 1) {
      left = left * 16 + Character.digit(in.readByte(), 16);
    }
    in.skipBytes(2);
    state = left == 0 ? State.LAST : State.CHUNK;
    return true;
  }

  private boolean lineEnd(ByteBuf in, State next) {
    if (in.readableBytes() < TRAILER_END) {
      return false;
    }
    if (in.readShort() != 0x0d0a) {
      throw new IllegalStateException("a chunk is longer than it said");
    }
    state = next;
    return true;
  }

  private boolean last(ByteBuf in) {
    boolean whole = lineEnd(in, State.HEAD);
    if (whole) {
      listener.end();
    }
    return whole;
  }
}
