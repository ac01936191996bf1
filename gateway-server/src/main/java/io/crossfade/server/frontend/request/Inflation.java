package io.crossfade.server.frontend.request;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Inflates {@code gzip} (RFC 1952, one member) or {@code deflate} (RFC 1950) bytes step by step,
 * with the JDK's inflater. The gzip checksum is not compared: what was inflated before it has been
 * handed on already, and TCP and TLS have checksums of their own.
 */
final class Inflation {
  private static final int PLAIN_BYTES = 64 * 1024;

  private final Inflater inflater;
  private final @Nullable GzipHead head;
  private @Nullable ByteBuf input;
  private int trailerLeft;
  private boolean closed;

  Inflation(boolean gzip) {
    inflater = new Inflater(gzip);
    head = gzip ? new GzipHead() : null;
    trailerLeft = gzip ? GzipHead.TRAILER_BYTES : 0;
  }

  /**
   * Gives it encoded bytes; only after {@link #next} gave null.
   *
   * @param encoded owned by this object from here on
   */
  void add(ByteBuf encoded) {
    input = encoded;
  }

  /**
   * The next plain bytes.
   *
   * @return owned by the caller of this method; null when more encoded bytes are needed or none may
   *     follow
   * @throws DataFormatException when the bytes are not what they claim to be
   */
  @Nullable ByteBuf next() throws DataFormatException {
    ByteBuf from = input;
    if (from == null || closed) {
      return null;
    }
    if (head != null && !head.done() && !head.read(from)) {
      return used(from);
    }
    if (!inflater.finished()) {
      ByteBuf plain = inflate(from);
      if (plain.isReadable()) {
        return plain;
      }
      plain.release();
    }
    skipTrailer(from);
    return used(from);
  }

  /** Whether the encoded bytes came to their end. */
  boolean whole() {
    return inflater.finished() && trailerLeft == 0;
  }

  /** Frees what the inflater holds outside the heap; later calls do nothing. */
  void close() {
    if (!closed) {
      closed = true;
      inflater.end();
      if (input != null) {
        input.release();
        input = null;
      }
    }
  }

  private ByteBuf inflate(ByteBuf from) throws DataFormatException {
    ByteBuf plain = PooledByteBufAllocator.DEFAULT.directBuffer(PLAIN_BYTES);
    try {
      ByteBuffer source = from.nioBuffer();
      inflater.setInput(source);
      int bytes = inflater.inflate(plain.nioBuffer(0, PLAIN_BYTES));
      from.skipBytes(from.readableBytes() - source.remaining());
      plain.writerIndex(bytes);
      if (inflater.needsDictionary()) {
        throw new DataFormatException("a preset dictionary is asked for");
      }
    } catch (DataFormatException damaged) {
      plain.release();
      throw damaged;
    }
    return plain;
  }

  private void skipTrailer(ByteBuf from) throws DataFormatException {
    if (inflater.finished()) {
      int bytes = Math.min(trailerLeft, from.readableBytes());
      from.skipBytes(bytes);
      trailerLeft -= bytes;
      if (from.isReadable()) {
        throw new DataFormatException("bytes follow the end");
      }
    }
  }

  private @Nullable ByteBuf used(ByteBuf from) {
    from.release();
    input = null;
    return null;
  }
}
