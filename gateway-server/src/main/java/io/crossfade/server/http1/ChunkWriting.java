package io.crossfade.server.http1;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;

/** Writes chunked coding (RFC 9112 §7.1) around data. */
public final class ChunkWriting {
  /** Most bytes that framing adds around one chunk. */
  public static final int MOST_FRAMING_BYTES = 12;

  private static final int CRLF = '\r' << 8 | '\n';
  private static final byte[] HEX = {
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
  };

  private ChunkWriting() {}

  /**
   * Writes the line that goes before a chunk's data.
   *
   * @param bytes of data, at least 1: an empty chunk would end the body
   */
  public static void begin(ByteBuf out, int bytes) {
    if (bytes < 1) {
      throw new IllegalArgumentException("a chunk of %d bytes".formatted(bytes));
    }
    int shift = (31 - Integer.numberOfLeadingZeros(bytes)) & ~3;
    for (; shift >= 0; shift -= 4) {
      out.writeByte(HEX[bytes >>> shift & 0xf]);
    }
    end(out);
  }

  /** Writes what goes after a chunk's data. */
  public static void end(ByteBuf out) {
    ByteBufUtil.writeShortBE(out, CRLF);
  }

  /** Writes the end of the body: an empty chunk and no trailers. */
  public static void last(ByteBuf out) {
    out.writeByte('0');
    end(out);
    end(out);
  }
}
