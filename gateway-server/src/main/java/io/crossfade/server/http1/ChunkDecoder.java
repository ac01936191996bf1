package io.crossfade.server.http1;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Chunked coding (RFC 9112 §7.1), stricter than its grammar: nothing but hex digits before an
 * extension, no white space around them. Extensions and trailers are checked and dropped.
 */
final class ChunkDecoder {
  private static final int MOST_EXTENSION_BYTES = 1024;
  private static final int MOST_SIZE_DIGITS = 16;

  private enum State {
    SIZE,
    EXTENSION,
    SIZE_FEED,
    DATA,
    DATA_RETURN,
    DATA_FEED,
    TRAILERS,
    DONE,
    FLAWED
  }

  private final TrailerCheck trailers;
  private State state = State.SIZE;
  private long remaining;
  private int digits;
  private int extensionBytes;
  private @Nullable Flaw flaw;

  ChunkDecoder(HeadLimits limits) {
    trailers = new TrailerCheck(limits);
  }

  void reset() {
    state = State.SIZE;
    flaw = null;
    beginSize();
    trailers.reset();
  }

  boolean done() {
    return state == State.DONE;
  }

  @Nullable Flaw flaw() {
    return flaw;
  }

  /** See {@link BodyDecoder#next}. */
  @Nullable ByteBuf next(ByteBuf in) {
    while (in.isReadable() && state != State.DONE && state != State.FLAWED) {
      if (state == State.DATA) {
        return data(in);
      }
      state = after(in.readByte());
    }
    return null;
  }

  private ByteBuf data(ByteBuf in) {
    int length = (int) Math.min(remaining, in.readableBytes());
    remaining -= length;
    if (remaining == 0) {
      state = State.DATA_RETURN;
    }
    return in.readRetainedSlice(length);
  }

  private State after(byte octet) {
    return switch (state) {
      case SIZE -> size(octet);
      case EXTENSION -> extension(octet);
      case SIZE_FEED -> octet == Octets.LF ? sizeRead() : flawed(Flaw.BARE_CR);
      case DATA_RETURN -> octet == Octets.CR ? State.DATA_FEED : flawed(Flaw.BAD_CHUNK_END);
      case DATA_FEED -> octet == Octets.LF ? beginSize() : flawed(Flaw.BAD_CHUNK_END);
      case TRAILERS -> trailer(octet);
      case DATA, DONE, FLAWED -> throw new IllegalStateException(state.name());
    };
  }

  private State size(byte octet) {
    int digit = Character.digit(octet, 16);
    if (digit >= 0) {
      digits++;
      boolean tooBig = digits > MOST_SIZE_DIGITS || remaining > Long.MAX_VALUE >> 4;
      remaining = 16 * remaining + digit;
      return tooBig ? flawed(Flaw.BAD_CHUNK_SIZE) : State.SIZE;
    }
    if (digits > 0 && octet == Octets.CR) {
      return State.SIZE_FEED;
    }
    return digits > 0 && octet == ';' ? State.EXTENSION : flawed(badSize(octet));
  }

  private static Flaw badSize(byte octet) {
    return octet == Octets.LF ? Flaw.BARE_LF : Flaw.BAD_CHUNK_SIZE;
  }

  private State extension(byte octet) {
    if (octet == Octets.CR) {
      return State.SIZE_FEED;
    }
    if (octet == Octets.LF) {
      return flawed(Flaw.BARE_LF);
    }
    boolean bad = Octets.isControl(octet) || ++extensionBytes > MOST_EXTENSION_BYTES;
    return bad ? flawed(Flaw.BAD_CHUNK_EXTENSION) : State.EXTENSION;
  }

  private State sizeRead() {
    return remaining == 0 ? State.TRAILERS : State.DATA;
  }

  private State trailer(byte octet) {
    flaw = trailers.check(octet);
    if (flaw != null) {
      return State.FLAWED;
    }
    return trailers.done() ? State.DONE : State.TRAILERS;
  }

  private State beginSize() {
    remaining = 0;
    digits = 0;
    extensionBytes = 0;
    return State.SIZE;
  }

  private State flawed(Flaw found) {
    flaw = found;
    return State.FLAWED;
  }
}
