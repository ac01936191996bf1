package io.crossfade.server.notice;

import io.crossfade.core.config.NotifyConfig.NotifyTarget;
import io.crossfade.server.notice.Delivery.Result;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What waits for one receiver, handed over in order by a thread of its own. Whoever puts something
 * in never waits; when too much waits, the newest is dropped and counted.
 */
final class Mailbox implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Mailbox.class);
  static final int MOST = 1_000;

  /** Attempts in all; with doubled waits from one second on, the last comes after four minutes. */
  private static final int ATTEMPTS = 9;

  private final NotifyTarget target;
  private final Delivery delivery;
  private final Duration firstWait;
  private final BiConsumer<String, String> count;
  private final BlockingQueue<Notice> waiting = new LinkedBlockingQueue<>(MOST);
  private final Thread thread;

  /**
   * @param firstWait between the first two attempts; doubled each time
   * @param count takes the target's name and how it ended: as delivered, failed or dropped
   */
  Mailbox(
      NotifyTarget target,
      Delivery delivery,
      Duration firstWait,
      BiConsumer<String, String> count) {
    this.target = target;
    this.delivery = delivery;
    this.firstWait = firstWait;
    this.count = count;
    thread = Thread.ofVirtual().name("crossfade-notice-" + target.name()).start(this::run);
  }

  NotifyTarget target() {
    return target;
  }

  /** Never blocks. */
  void put(Notice notice) {
    if (!waiting.offer(notice)) {
      count.accept(target.name(), "dropped");
    }
  }

  private void run() {
    try {
      while (true) {
        Notice notice = waiting.take();
        boolean delivered = deliver(notice);
        count.accept(target.name(), delivered ? "delivered" : "failed");
        if (!delivered) {
          LOG.warn(
              "'{}' did not take the notice '{}' of migration '{}'; it is in the log of events",
              target.name(),
              notice.name(),
              notice.migration());
        }
      }
    } catch (InterruptedException e) {
      LOG.debug("no more notices to '{}'; {} waited", target.name(), waiting.size());
    }
  }

  private boolean deliver(Notice notice) throws InterruptedException {
    long nanos = firstWait.toNanos();
    for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
      Result result = delivery.attempt(target, notice);
      if (result != Result.LATER) {
        return result == Result.DELIVERED;
      }
      TimeUnit.NANOSECONDS.sleep(nanos);
      nanos *= 2;
    }
    return delivery.attempt(target, notice) == Result.DELIVERED;
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
