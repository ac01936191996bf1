package io.crossfade.core.translate;

import io.crossfade.core.chat.ChatEvent;
import io.crossfade.core.chat.ChatRequest;
import io.crossfade.core.fault.Fault;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/** Prints one streamed answer in the caller's dialect; keeps little but where it stands. */
@FunctionalInterface
public interface EventPrinter {

  /**
   * Appends the events, framed, that say this one; none, where the dialect leaves it out. Never
   * called with {@link ChatEvent.Failed}: the caller's error event is made elsewhere.
   */
  void print(ChatEvent event, ByteBuf out);

  /** Events told so far, for dialects that number them. */
  default long told() {
    return 0;
  }

  /** Why no more can be told, or null while it can. */
  default @Nullable Fault fault() {
    return null;
  }

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
