package io.crossfade.server.upstream.admission;

import io.crossfade.core.config.ProviderConfig.Limits;
import io.netty.channel.EventLoop;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The room one provider has, shared by all event loops without a lock: a count of requests in
 * flight, and one queue in the order of arrival, whatever loop a request came on. A request that
 * leaves hands its room to the first that waits, by a task on that one's loop.
 *
 * <p>Whoever takes a place out of the queue decides its fate: a queue of this kind gives each
 * element to one taker only, so a place is never both granted and given up.
 */
public final class Admission {
  private final Limits limits;
  private final AtomicInteger inFlight = new AtomicInteger();
  private final AtomicInteger waiting = new AtomicInteger();
  private final Queue<Place> queue = new ConcurrentLinkedQueue<>();

  /** An empty room. */
  public Admission(Limits limits) {
    this.limits = limits;
  }

  /** Enters if there is room and nobody waits; then {@link #leave} must follow, once. */
  public boolean enter() {
    return queue.isEmpty() && oneMore(inFlight, limits.concurrent());
  }

  /**
   * Joins the queue; to be called on the guest's own loop, on which it hears the rest.
   *
   * @return null when the queue is full
   */
  public @Nullable Place join(EventLoop loop, Guest guest) {
    if (!oneMore(waiting, limits.queue())) {
      return null;
    }
    Place place = new Place(this, loop, guest);
    place.waitFor(limits.queueWaitMillis());
    queue.add(place);
    admit();
    return place;
  }

  /** A request that had entered is over. */
  public void leave() {
    inFlight.decrementAndGet();
    admit();
  }

  /** Requests that have entered, those about to hear of it included. */
  public int inFlight() {
    return inFlight.get();
  }

  /** Requests that wait. */
  public int waiting() {
    return waiting.get();
  }

  /** Takes a place out of the queue; false when it was granted already. */
  boolean remove(Place place) {
    boolean removed = queue.remove(place);
    if (removed) {
      waiting.decrementAndGet();
    }
    return removed;
  }

  /**
   * Grants places while there is room. Run after every change that could make one grantable, by
   * whoever made it: of a request that leaves and one that joins, at least the later sees both.
   */
  private void admit() {
    while (!queue.isEmpty() && oneMore(inFlight, limits.concurrent())) {
      Place first = queue.poll();
      if (first == null) {
        inFlight.decrementAndGet();
      } else {
        waiting.decrementAndGet();
        first.grant();
      }
    }
  }

  /** Never exceeds the limit, not even for a moment in which another could be turned away. */
  private static boolean oneMore(AtomicInteger count, int limit) {
    for (int now = count.get(); now < limit; now = count.get()) {
      if (count.compareAndSet(now, now + 1)) {
        return true;
      }
    }
    return false;
  }
}
