package io.crossfade.server.admin;

import java.util.function.Consumer;

/** Something that happens again and again, for a caller who wants to watch. */
@FunctionalInterface
interface EventFeed {

  /**
   * Starts to tell {@code listener} of whole server-sent events, as text; it may be told from any
   * thread.
   *
   * @return run once when the caller has gone
   */
  Runnable follow(Consumer<String> listener);
}
