package io.crossfade.server.upstream;

import io.netty.channel.EventLoop;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The idle connections of one provider on one event loop. The one used last is used next, so the
 * others age and close when traffic falls. On its loop only.
 */
final class Pool {
  /** Below the 60 s after which common servers close: better to close than to be closed on. */
  private static final long IDLE_MILLIS = 50_000;

  private final ArrayDeque<Connection> idle = new ArrayDeque<>();
  private final EventLoop loop;
  private final Deadline sweep;
  private boolean retired;
  private boolean turning;
  private long turn;

  Pool(EventLoop loop) {
    this.loop = loop;
    this.sweep = new Deadline(loop, this::sweep);
  }

  EventLoop loop() {
    return loop;
  }

  /** The connection used last, or null. */
  @Nullable Connection take() {
    return idle.pollLast();
  }

  /** Keeps a clean connection for the next request; closes it when there will be none. */
  void give(Connection connection) {
    if (retired) {
      connection.close();
      return;
    }
    if (idle.isEmpty()) {
      sweep.in(IDLE_MILLIS);
    }
    idle.addLast(connection);
  }

  void remove(Connection connection) {
    idle.remove(connection);
  }

  int size() {
    return idle.size();
  }

  /** Closes what is idle, and from now on whatever comes back. */
  void retire() {
    retired = true;
    sweep.stop();
    List.copyOf(idle).forEach(Connection::close);
    idle.clear();
  }

  /**
   * Numbers the rounds of the event loop. What is read in the round in which a request is written
   * was there before it, and is no answer to it.
   */
  long turn() {
    if (!turning) {
      turning = true;
      loop.execute(this::nextTurn);
    }
    return turn;
  }

  boolean isCurrent(long thatTurn) {
    return turn == thatTurn;
  }

  private void nextTurn() {
    turning = false;
    turn++;
  }

  private void sweep() {
    long limit = System.nanoTime() - TimeUnit.MILLISECONDS.toNanos(IDLE_MILLIS);
    for (Connection one = idle.peekFirst();
        one != null && one.idleSinceNanos() - limit <= 0;
        one = idle.peekFirst()) {
      idle.removeFirst();
      one.close();
    }
    Connection oldest = idle.peekFirst();
    if (oldest != null) {
      long left = TimeUnit.NANOSECONDS.toMillis(oldest.idleSinceNanos() - limit);
      sweep.in(left + 1);
    }
  }
}
