package io.crossfade.server.frontend.port;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The connections of one port on one loop. One sweep over all of them stands in for timers: a
 * connection only notes its deadline, and a request starts and stops no timer at all. Used on its
 * loop only.
 */
public final class ConnectionSet {
  private static final long DRAIN_SWEEP_MILLIS = 100;

  private final EventLoop loop;
  private final long idleNanos;
  private final Set<Peer> connections = new LinkedHashSet<>();
  private @Nullable ScheduledFuture<?> sweeps;
  private boolean draining;
  private long graceNanos;

  public ConnectionSet(EventLoop loop, ClientTimeouts timeouts) {
    this.loop = loop;
    this.idleNanos = TimeUnit.MILLISECONDS.toNanos(timeouts.idleMillis());
  }

  public EventLoop loop() {
    return loop;
  }

  /** Starts to look at deadlines. */
  public void sweepEvery(long millis) {
    sweeps =
        loop.scheduleWithFixedDelay(
            () -> sweep(System.nanoTime()), millis, millis, TimeUnit.MILLISECONDS);
  }

  public void stopSweeping() {
    if (sweeps != null) {
      sweeps.cancel(false);
    }
  }

  public void add(Peer connection) {
    connections.add(connection);
  }

  public void remove(Peer connection) {
    connections.remove(connection);
  }

  /** Closes the connection that has been idle longest; false when none is idle. */
  public boolean closeOldestIdle() {
    Peer oldest = null;
    for (Peer connection : connections) {
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
  public boolean draining() {
    return draining;
  }

  /**
   * Whether a connection may be closed that is idle until {@code deadline}: while draining, once it
   * has been idle for a short grace. Who asks all the time is never cut off between two calls, but
   * told with his next answer.
   */
  public boolean mayClose(long deadline, long nanos) {
    return draining && nanos - (deadline - idleNanos) >= graceNanos;
  }

  /**
   * From here on answers announce the close. What is idle is closed after a short grace, in which a
   * request that is already on its way still gets in.
   */
  public void drain(Duration grace) {
    draining = true;
    graceNanos = grace.toNanos();
    List.copyOf(connections).forEach(Peer::drain);
    stopSweeping();
    sweepEvery(DRAIN_SWEEP_MILLIS);
  }

  public void closeAll() {
    for (Peer connection : List.copyOf(connections)) {
      connection.close();
    }
  }

  private void sweep(long nanos) {
    for (Peer connection : List.copyOf(connections)) {
      connection.check(nanos);
    }
  }
}
