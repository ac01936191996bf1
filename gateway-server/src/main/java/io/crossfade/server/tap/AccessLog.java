package io.crossfade.server.tap;

import io.crossfade.core.Call;
import io.netty.util.internal.PlatformDependent;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * One line of JSON a call, never a body.
 *
 * <p>Event loops only put what they know into a bounded queue; one thread of its own turns it into
 * text and writes it, so a slow terminal or disk never slows a call. Lines that find the queue full
 * are dropped and counted.
 */
public final class AccessLog implements Ledger, AutoCloseable {
  private static final int QUEUE = 16_384;
  private static final long NAP_NANOS = 50_000_000;
  private static final int MOST_AT_ONCE = 256 << 10;

  private final Queue<AccessLine> queue = PlatformDependent.newFixedMpscQueue(QUEUE);
  private final LongAdder dropped = new LongAdder();
  private final AtomicBoolean open = new AtomicBoolean(true);
  private final LineTimes times = new LineTimes(InstantSource.system(), System::nanoTime);
  private final PrintStream out;
  private final Thread writer;

  /**
   * Starts the writer.
   *
   * @param out where lines go; not closed here
   */
  public AccessLog(PrintStream out) {
    this.out = out;
    this.writer = Thread.ofPlatform().name("crossfade-access-log").daemon().start(this::write);
  }

  @Override
  public void ended(Call call, long endedNanos) {
    if (!queue.offer(AccessLine.of(call, endedNanos))) {
      dropped.increment();
    }
  }

  /** Lines that were dropped because the writer could not keep up. */
  public long dropped() {
    return dropped.sum();
  }

  /** Writes what is queued and stops. */
  @Override
  public void close() {
    open.set(false);
    LockSupport.unpark(writer);
    try {
      writer.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void write() {
    StringBuilder text = new StringBuilder();
    while (open.get() || !queue.isEmpty()) {
      text.setLength(0);
      times.compare();
      fill(text);
      if (text.isEmpty()) {
        LockSupport.parkNanos(this, NAP_NANOS);
      } else {
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        out.write(bytes, 0, bytes.length);
        out.flush();
      }
    }
  }

  private void fill(StringBuilder text) {
    AccessLine line = queue.poll();
    while (line != null) {
      line.appendTo(text, times);
      line = text.length() < MOST_AT_ONCE ? queue.poll() : null;
    }
  }
}
