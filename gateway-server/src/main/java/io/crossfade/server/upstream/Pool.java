package io.crossfade.server.upstream;

import io.crossfade.server.loop.Deadline;
import io.netty.channel.EventLoop;
import io.netty.channel.IoEventLoop;
import io.netty.channel.uring.IoUringIoHandler;
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

  /** Never current. */
  static final long NO_TURN = -1;

  private final ArrayDeque<Connection> idle = new ArrayDeque<>();
  private final EventLoop loop;
  private final Deadline sweep;
  private final boolean rounds;
  private boolean retired;
  private boolean turning;
  private long turn;

  Pool(EventLoop loop) {
    this.loop = loop;
    this.sweep = new Deadline(loop, this::sweep);
    this.rounds = !(loop instanceof IoEventLoop io && io.isIoType(IoUringIoHandler.class));
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
    connection.idleSince(loop.ticker().nanoTime());
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
   * was there before it, and is no answer to it. Not so with io_uring, which writes and reads anew
   * within a round: there every round is {@link #NO_TURN}, or good requests would be sent twice.
   */
  long turn() {
    if (!rounds) {
      return NO_TURN;
    }
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
    long limit = loop.ticker().nanoTime() - TimeUnit.MILLISECONDS.toNanos(IDLE_MILLIS);
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
