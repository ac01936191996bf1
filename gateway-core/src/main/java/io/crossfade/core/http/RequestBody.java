package io.crossfade.core.http;

import io.crossfade.core.fault.Fault;
import io.netty.buffer.ByteBuf;

/** A request body, read on the call's event loop. */
public interface RequestBody {

  /** Bytes in all, or -1 when the caller sends chunks. */
  long length();

  /**
   * Starts to read; a body that streams can be read once, a held one again and again. Nothing is
   * read from the caller before this, and {@code 100 Continue} is sent by it where asked for.
   */
  void readInto(Reader reader);

  /** Receives {@code piece* (end | failed)}. */
  interface Reader {

    /**
     * One piece.
     *
     * @param piece owned by the reader from here on
     * @param more run by the reader once it can take another
     */
    void piece(ByteBuf piece, Runnable more);

    void end();

    /** The caller broke off, was too slow, or sent what cannot be a body. */
    void failed(Fault fault);
  }
}
