package io.crossfade.server.admin.web;

/** Something that happens again and again, for a caller who wants to watch. */
@FunctionalInterface
public interface EventFeed {

  /**
   * Tells {@code line} whatever happens until its caller has gone. Blocks; runs on a virtual thread
   * of its own, which is interrupted when the port closes.
   */
  void follow(Line line) throws InterruptedException;

  /** The way to the caller. Safe for use by any thread. */
  interface Line {

    /**
     * Sends text once the caller can take more, so that a slow one costs no memory; drops it when
     * the caller has gone.
     *
     * @param text whole server-sent events or comments
     */
    void send(String text) throws InterruptedException;

    boolean gone();

    /** Runs {@code whenGone} once when the caller goes, at once if that has happened. */
    void onGone(Runnable whenGone);
  }
}
