package io.crossfade.core.translate;

import io.crossfade.core.chat.ChatEvent;
import io.netty.buffer.ByteBuf;
import java.util.function.Consumer;

/** Reads one streamed answer of a provider, however its bytes are cut. Used on one thread. */
public interface ProviderStream {

  /** Whether an answer of this media type is a stream of this provider's. */
  default boolean streams(String mediaType) {
    return mediaType.equals("text/event-stream");
  }

  /**
   * Reads what came.
   *
   * @param piece owned by the stream from here on
   * @param events given each event as soon as it is whole; {@link ChatEvent.Failed} is the last
   */
  void piece(ByteBuf piece, Consumer<ChatEvent> events);

  /** The bytes are at their end: reads an event whose own end never came, if it is whole. */
  void end(Consumer<ChatEvent> events);

  /** Lets go of bytes not yet read; to be called once. */
  void release();
}
