package io.crossfade.server.upstream;

/** One request under way. Used on its event loop only. */
public interface Exchange {

  /** Asks for the next piece; the first one is asked for together with the head. */
  void read();

  /** Gives up: the connection is closed at once, and the listener hears nothing more. */
  void cancel();
}
