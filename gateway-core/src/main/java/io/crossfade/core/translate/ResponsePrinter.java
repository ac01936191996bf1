package io.crossfade.core.translate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.chat.ChatRequest;
import io.crossfade.core.chat.ChatResponse;

/** Prints a whole answer in the caller's dialect. */
@FunctionalInterface
public interface ResponsePrinter {

  /**
   * Returns the body.
   *
   * @param asked what the caller asked
   * @param losses told of what the dialect cannot say; nothing is refused any more
   */
  ObjectNode print(ChatResponse response, ChatRequest asked, Losses losses);
}
