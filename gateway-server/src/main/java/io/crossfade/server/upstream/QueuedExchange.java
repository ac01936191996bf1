package io.crossfade.server.upstream;

import io.crossfade.core.fault.Fault;
import io.crossfade.server.upstream.admission.Admission;
import io.crossfade.server.upstream.admission.Guest;
import io.crossfade.server.upstream.admission.Place;
import io.netty.channel.EventLoop;
import org.jspecify.annotations.Nullable;

/**
 * A request that waits until its provider has room, and from then on the one under way. Nothing of
 * its body is read while it waits. On its loop only.
 */
final class QueuedExchange implements Exchange, Guest {
  private final HttpExchange request;
  private final UpstreamListener listener;
  private final Fault turnedAway;
  private final EventLoop loop;
  private final long joinedNanos;
  private @Nullable Place place;
  private @Nullable Exchange running;
  private long queuedNanos;

  /**
   * A request about to join the queue.
   *
   * @param request not started yet
   * @param listener hears {@code turnedAway} when no room comes in time
   */
  QueuedExchange(HttpExchange request, UpstreamListener listener, Fault turnedAway) {
    this.request = request;
    this.listener = listener;
    this.turnedAway = turnedAway;
    this.loop = request.loop();
    this.joinedNanos = loop.ticker().nanoTime();
  }

  /** Joins the queue; false when it is full. */
  boolean join(Admission admission) {
    place = admission.join(loop, this);
    return place != null;
  }

  @Override
  public void read() {
    if (running != null) {
      running.read();
    }
  }

  @Override
  public void cancel() {
    if (running != null) {
      running.cancel();
    } else if (place != null) {
      place.giveUp();
      left();
    }
  }

  @Override
  public boolean waiting() {
    return place != null;
  }

  @Override
  public long queuedNanos() {
    return waiting() ? sinceJoined() : queuedNanos;
  }

  @Override
  public void admitted() {
    left();
    running = request;
    request.start();
  }

  @Override
  public void turnedAway() {
    left();
    listener.failed(turnedAway);
  }

  private void left() {
    queuedNanos = sinceJoined();
    place = null;
  }

  private long sinceJoined() {
    return loop.ticker().nanoTime() - joinedNanos;
  }
}
