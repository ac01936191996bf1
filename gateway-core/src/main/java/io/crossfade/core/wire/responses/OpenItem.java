package io.crossfade.core.wire.responses;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.chat.ChatEvent.Piece;

/** An item of a streamed answer that is not whole yet; it keeps what it has said so far. */
sealed interface OpenItem permits OpenMessage, OpenCall, OpenThought {

  /** More of it. */
  void add(Piece piece);

  /** Whether nothing more can come once another item begins. */
  boolean endsBeforeNext();

  /**
   * Tells that it is whole.
   *
   * @param status of the item, where such items have one
   * @return the whole item
   */
  ObjectNode finish(String status);
}
