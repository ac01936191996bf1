package io.crossfade.core.wire;

import io.crossfade.core.fault.Fault;
import io.crossfade.core.usage.Usage;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Follows one stream of events and knows what each of them is, and whether the answer is whole. One
 * reader serves one stream, on one thread.
 */
public interface StreamReader {

  /** What an event means to whoever passes it on. */
  enum Sign {
    /** Comes before content and may be held until then: a role, {@code message_start}, a ping. */
    PRELUDE,
    /** Part of the answer: text, reasoning, a refusal, a tool call. The first one commits. */
    CONTENT,
    /** Ends the answer, or one choice of it; commits as well, since an answer may be empty. */
    FINISH,
    /** The mark {@code [DONE]}. */
    DONE,
    /** The provider reports a failure; see {@link #fault}. */
    ERROR,
    /** Neither: usage, comments, events we do not know. */
    OTHER
  }

  /**
   * Reads the next event.
   *
   * @param name of the event, empty when it has none
   * @param data of the event, empty for comments; neither is kept, moved or released
   */
  Sign read(ByteBuf name, ByteBuf data);

  /** Whether the answer is whole, so that whatever ends the stream now is a good end. */
  boolean terminal();

  /** Whether {@code [DONE]} has come. */
  boolean doneMarker();

  /** Whether streams of this kind end with {@code [DONE]}, to be added where only it is missing. */
  boolean expectsDoneMarker();

  /** Whether any event with data has come. */
  boolean sawAnyEvent();

  /** Whether any {@link Sign#CONTENT} has come. */
  boolean sawContent();

  /** Whether the last event said nothing but the tokens the stream took. */
  default boolean isUsageAlone() {
    return false;
  }

  /** The tokens the stream says it took; {@link Usage#MISSING} while it has not said so. */
  Usage usage();

  /** A guess at the tokens of the answer that have come so far. */
  long tokensSeen();

  /**
   * The failure the stream reported; null while there is none. An error that comes when the answer
   * is already whole is a {@link Sign#ERROR} without a fault: it is passed on, and changes nothing.
   */
  @Nullable Fault fault();
}
