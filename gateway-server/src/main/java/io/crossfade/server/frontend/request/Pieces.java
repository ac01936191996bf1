package io.crossfade.server.frontend.request;

import io.crossfade.core.fault.Fault;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/** Where the body of the request being served comes from, as far as it has come. */
public interface Pieces {

  /**
   * The next piece, owned by the caller of this method and never empty; null while none is there.
   */
  @Nullable ByteBuf nextPiece();

  /** Whether all pieces were taken. */
  boolean bodyDone();

  /** What is wrong with the body, or null. */
  @Nullable Fault bodyFault();
}
