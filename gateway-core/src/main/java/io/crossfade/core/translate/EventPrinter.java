package io.crossfade.core.translate;

import io.crossfade.core.chat.ChatEvent;
import io.crossfade.core.chat.ChatRequest;
import io.netty.buffer.ByteBuf;

/** Prints one streamed answer in the caller's dialect; keeps nothing but where it stands. */
@FunctionalInterface
public interface EventPrinter {

  /**
   * Appends the events, framed, that say this one; none, where the dialect leaves it out. Never
   * called with {@link ChatEvent.Failed}: the caller's error event is made elsewhere.
   */
  void print(ChatEvent event, ByteBuf out);

  /** Makes the printer of one answer. */
  @FunctionalInterface
  interface Maker {

    /**
     * Returns a printer.
     *
     * @param asked what the caller asked
     * @param losses told of what the dialect cannot say
     */
    EventPrinter of(ChatRequest asked, Losses losses);
  }
}
