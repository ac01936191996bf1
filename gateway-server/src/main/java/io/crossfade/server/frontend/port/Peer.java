package io.crossfade.server.frontend.port;

/** One open connection, as the set of all of them sees it. Used on its loop only. */
public interface Peer {

  /** Whether closing it takes nothing from its caller. */
  boolean isIdle();

  /** When what it waits for has lasted too long, by {@link System#nanoTime}. */
  long deadline();

  /** Looks at what takes too long, and closes what has nothing to do while draining. */
  void check(long nanos);

  /**
   * No new calls are wanted; says so where the caller's version of HTTP lets it. HTTP/1.1 has no
   * way but the next answer's head.
   */
  default void drain() {}

  /** Closes at once, whatever is under way. */
  void close();
}
