package io.crossfade.server.frontend;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The connections of one port on one loop. One sweep over all of them stands in for timers: a
 * connection only notes its deadline, and a request starts and stops no timer at all. Used on its
 * loop only.
 */
final class ConnectionSet {
  private static final long GRACE_MILLIS = 100;

  private final EventLoop loop;
  private final List<ClientConnection> connections = new ArrayList<>();
  private @Nullable ScheduledFuture<?> sweeps;
  private boolean draining;

  ConnectionSet(EventLoop loop) {
    this.loop = loop;
  }

  EventLoop loop() {
    return loop;
  }

  /** Starts to look at deadlines. */
  void sweepEvery(long millis) {
    sweeps =
        loop.scheduleWithFixedDelay(
            () -> sweep(System.nanoTime()), millis, millis, TimeUnit.MILLISECONDS);
  }

  void stopSweeping() {
    if (sweeps != null) {
      sweeps.cancel(false);
    }
  }

  void add(ClientConnection connection) {
    connection.slot = connections.size();
    connections.add(connection);
  }

  void remove(ClientConnection connection) {
    ClientConnection last = connections.removeLast();
    if (last != connection) {
      connections.set(connection.slot, last);
      last.slot = connection.slot;
    }
  }

  /** Closes the connection that has been idle longest; false when none is idle. */
  boolean closeOldestIdle() {
    ClientConnection oldest = null;
    for (ClientConnection connection : connections) {
      if (connection.isIdle()
          && (oldest == null || connection.deadline() - oldest.deadline() < 0)) {
        oldest = connection;
      }
    }
    if (oldest != null) {
      oldest.close();
    }
    return oldest != null;
  }

  /** Whether connections are to close once they have nothing to do. */
  boolean draining() {
    return draining;
  }

  /**
   * From here on answers announce the close. What is idle is closed after a short grace, in which a
   * request that is already on its way still gets in.
   */
  void drain() {
    draining = true;
    var _ = loop.schedule(() -> sweep(System.nanoTime()), GRACE_MILLIS, TimeUnit.MILLISECONDS);
  }

  void closeAll() {
    for (ClientConnection connection : List.copyOf(connections)) {
      connection.close();
    }
  }

  /** Backwards, because a connection that closes gives its slot to the last one. */
  private void sweep(long nanos) {
    for (int at = connections.size() - 1; at >= 0; at--) {
      if (at < connections.size()) {
        connections.get(at).check(nanos);
      }
    }
  }
}
