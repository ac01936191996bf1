package io.crossfade.server.upstream;

/** One request under way. Used on its event loop only. */
public interface Exchange {

  /** Asks for the next piece; the first one is asked for together with the head. */
  void read();

  /** Gives up: the connection is closed at once, and the listener hears nothing more. */
  void cancel();

  /** Whether the request still waits for its provider to have room, so nothing was sent. */
  default boolean waiting() {
    return false;
  }

  /** How long the request waited for its provider to have room, in nanoseconds. */
  default long queuedNanos() {
    return 0;
  }
}
